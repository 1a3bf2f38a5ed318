// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/address_box.h"

#include "core/net/address.h"

#include <QHostAddress>
#include <QLineEdit>
#include <QNetworkInterface>
#include <QSignalBlocker>

namespace widgets {

AddressBox::AddressBox(QWidget* parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(7);
    setCompleter(nullptr); // a completion would change what is typed
    lineEdit()->setMaxLength(200);
    connect(this, &QComboBox::activated, this, [this] { lineEdit()->setCursorPosition(0); });
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
    setHost(before);
}

} // namespace widgets
