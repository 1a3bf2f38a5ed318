// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/address_box.h"

#include "core/net/unix_address.h"
#include "widgets/common/error_text.h"

#include <QDir>
#include <QHostAddress>
#include <QLineEdit>
#include <QNetworkInterface>
#include <QSignalBlocker>
#include <QStandardPaths>

namespace widgets {

AddressBox::AddressBox(QWidget* parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(7);
    setCompleter(nullptr); // a completion would change what is typed
    lineEdit()->setMaxLength(200);
    const auto showStart = [this] { lineEdit()->setCursorPosition(0); };
    connect(this, &QComboBox::activated, this, showStart);
    connect(lineEdit(), &QLineEdit::editingFinished, this, showStart); // a long path was typed
    offerAddresses();
    setCurrentIndex(0);
}

QString AddressBox::host() const
{
    const QString text = currentText().trimmed();
    const int offered = findText(text, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    if (offered >= 0)
        return itemData(offered).toString();
    if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
        return text.mid(1, text.size() - 2);
    return text;
}

void AddressBox::setHost(const QString& host)
{
    const int offered = findData(host);
    if (offered >= 0)
        setCurrentIndex(offered);
    else
        setEditText(host);
    lineEdit()->setCursorPosition(0); // the address is worth more than the words behind it
}

tl::expected<core::Address, QString> AddressBox::address(std::uint16_t port) const
{
    const std::string text = host().toStdString();
    if (isUnix()) {
        const auto parsed = core::parseUnixAddress(text);
        if (parsed)
            return *parsed;
        return tl::unexpected(coreText(parsed.error().reason));
    }
    if (const auto parsed = core::Address::ip(text, port))
        return *parsed;
    return tl::unexpected(text.empty()
                              ? tr("Give the address to listen on, for example 127.0.0.1.")
                              : tr("This is no IP address. Give one of this machine, for example 127.0.0.1 or ::1."));
}

bool AddressBox::isUnix() const
{
    return host().toStdString().starts_with(core::kUnixPrefix);
}

bool AddressBox::isEveryInterface() const
{
    const auto address = core::Address::ip(host().toStdString(), 0);
    return address && address->isAny();
}

void AddressBox::setOnlyLoopback(bool only)
{
    m_onlyLoopback = only;
    offerAddresses();
}

void AddressBox::showPopup()
{
    offerAddresses();
    QComboBox::showPopup();
}

void AddressBox::offerAddresses()
{
    QStringList hosts{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    for (const QHostAddress& address : m_onlyLoopback ? QList<QHostAddress>{} : QNetworkInterface::allAddresses()) {
        const QString text = address.toString();
        if (!hosts.contains(text))
            hosts << text;
    }
    const QString before = host();
    const QSignalBlocker quiet(this);
    clear();
    for (const QString& each : std::as_const(hosts))
        addItem(each, each);
    for (const QString& any : {QStringLiteral("0.0.0.0"), QStringLiteral("::")})
        //: An address to listen on that stands for all addresses of the machine
        addItem(tr("%1 (every interface)").arg(any), any);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString file =
        QStringLiteral("unix:%1/socket-playground.sock").arg(folder.isEmpty() ? QDir::tempPath() : folder);
    //: A UNIX domain socket that is a file
    addItem(tr("%1 (UNIX, a file)").arg(file), file);
    const QString name = QStringLiteral("unix:@socket-playground");
    //: A UNIX domain socket with an abstract name
    addItem(tr("%1 (UNIX, a name)").arg(name), name);
    setHost(before);
}

} // namespace widgets

#include "moc_address_box.cpp"
