// SPDX-License-Identifier: GPL-3.0-or-later
// The field for the address that the server listens on.
#pragma once

#include "core/net/address.h"

#include <QComboBox>
#include <tl/expected.hpp>

namespace widgets {

/// Offers the addresses of this machine, loopback first, then "every interface" by name, last UNIX domain sockets; any
/// other can be typed. The list is read again whenever it is opened, since interfaces come and go. GUI thread.
class AddressBox final : public QComboBox
{
    Q_OBJECT
public:
    explicit AddressBox(QWidget* parent = nullptr);

    /// What is chosen or typed, without white space, brackets or the words beside an offered address.
    QString host() const;
    /// Chooses the offered address, or puts the text in as if it was typed.
    void setHost(const QString& host);
    /// The address with that port, which a UNIX domain socket ("unix:/run/x.sock", "unix:@name") has not; or a sentence
    /// that says what is wrong.
    tl::expected<core::Address, QString> address(std::uint16_t port) const;
    bool isUnix() const; ///< Also while it is typed and not yet right.
    /// True for 0.0.0.0 and :: in any spelling.
    bool isEveryInterface() const;

    /// Offers 127.0.0.1 and ::1 only, and every interface: a network that has no others. What is chosen stays.
    void setOnlyLoopback(bool only);

    void showPopup() override;

private:
    void offerAddresses();

    bool m_onlyLoopback = false;
};

} // namespace widgets
