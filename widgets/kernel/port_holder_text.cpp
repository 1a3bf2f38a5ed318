// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kernel/port_holder_text.h"

#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <string>

namespace widgets {

namespace {

struct PortHolderText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::PortHolderText)
};

} // namespace

QString portHolderText(const core::Address& wanted, const core::PortHolder& holder)
{
    const core::KernelSocket& socket = holder.socket;
    QString who;
    if (holder.isThisProgram)
        who = PortHolderText::tr("this program");
    else if (holder.owner)
        //: %1 name of a program, %2 its process number
        who = PortHolderText::tr("%1 (pid %2)").arg(fromUtf8(holder.owner->name), QString::number(holder.owner->pid));
    else if (socket.inode == 0)
        who = PortHolderText::tr("a socket that no program has a descriptor of any more");
    else if (socket.uid)
        //: %1 number of a user
        who = PortHolderText::tr("another user's program (uid %1)").arg(*socket.uid);
    else
        who = PortHolderText::tr("another user's program");
    //: %1 port, %2 who holds it, %3 address, %4 TCP state
    return PortHolderText::tr("Port %1 is held by %2: %3, %4.")
        .arg(QString::number(wanted.port()), who, fromUtf8(socket.local.text()),
             fromUtf8(std::string(core::stateName(socket.state))));
}

} // namespace widgets
