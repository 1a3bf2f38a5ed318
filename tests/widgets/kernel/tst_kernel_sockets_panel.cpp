// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of the kernel's sockets: when it asks, what it shows, and what it learns from the events.
#include "core/kernel/port_holder_text.h"
#include "sampled_sockets.h"
#include "tests/support/test_class.h"
#include "widgets/common/message_bar.h"
#include "widgets/feed/event_feed.h"
#include "widgets/kernel/kernel_socket_model.h"
#include "widgets/kernel/kernel_sockets_panel.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>
#include <cerrno>
#include <cstring>

using namespace widgets;
using core::TcpState;

Q_DECLARE_METATYPE(core::SampleQuery)

namespace {

/// Everything that the labels of the panel say, one a line.
QString labels(const QWidget& panel)
{
    QString all;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&panel))
            all += label->text() + QLatin1Char('\n');
    }
    return all;
}

core::Batch listenOn(const core::Address& address)
{
    core::Batch batch;
    auto chunk = std::make_shared<core::PayloadChunk>(address.bytes().size());
    std::memcpy(chunk->data.get(), address.bytes().data(), chunk->size);
    core::Event event;
    event.call = core::Call::Listen;
    event.fd = 7;
    batch.events.push_back(event);
    event.call = core::Call::Getsockname;
    event.payload = chunk->data.get();
    event.payloadSize = static_cast<std::uint32_t>(chunk->size);
    batch.events.push_back(event);
    batch.chunks.push_back(std::move(chunk));
    return batch;
}

} // namespace

class TestKernelSocketsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<core::SampleQuery>("core::SampleQuery"); }
    void asksOnlyWhileVisible();
    void wholeMachine();
    void showsTheSample();
    void emptyAndError();
    void learnsFromTheEvents_data();
    void learnsFromTheEvents();
    void sortsByHeader();
    void namesForAll();
    void holder_data();
    void holder();
};

void TestKernelSocketsPanel::asksOnlyWhileVisible()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    QSignalSpy asked(&panel, &KernelSocketsPanel::sampleRequested);
    QVERIFY(!asked.wait(300));
    panel.show();
    QTRY_VERIFY(asked.size() >= 1); // at once
    QTRY_VERIFY(asked.size() >= 4);
    panel.hide();
    asked.clear();
    QVERIFY(!asked.wait(400));
}

void TestKernelSocketsPanel::wholeMachine()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    panel.resize(1000, 300);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    auto* all = panel.findChild<QCheckBox*>();
    QSignalSpy asked(&panel, &KernelSocketsPanel::sampleRequested);
    QVERIFY(all->text().contains(QStringLiteral("&m"))); // Alt+M
    QTest::keyClick(all, Qt::Key_Space);
    QVERIFY(all->isChecked());
    QVERIFY(!asked.isEmpty());
    QVERIFY(asked.last().front().value<core::SampleQuery>().wholeMachine);
    panel.setSample(sampleOf({tcpSocket(1, TcpState::Listen, 80, 0)})); // asked for before the click
    QCOMPARE(panel.model().rowCount(), 0);
    const auto sample = sampleOf({tcpSocket(1, TcpState::Listen, 80, 0)});
    sample->wholeMachine = true;
    panel.setSample(sample);
    QCOMPARE(panel.model().rowCount(), 1);
}

void TestKernelSocketsPanel::showsTheSample()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    panel.show();
    const auto sample = sampleOf({tcpSocket(1, TcpState::Listen, 80, 0), tcpSocket(2, TcpState::TimeWait, 80, 1)});
    panel.setSample(sample);
    QCOMPARE(panel.model().rowCount(), 2);
    QVERIFY(panel.view().isVisible());
    const QString time = QDateTime::fromMSecsSinceEpoch(sample->wallMs).toString(QStringLiteral("HH:mm:ss"));
    QVERIFY(labels(panel).contains(QStringLiteral("as of %1.123 · sampled: sock_diag").arg(time)));
    QVERIFY(labels(panel).contains(QStringLiteral("2 of 5 sockets")));
    sample->interrupted = true;
    sample->malformed = 4;
    panel.setSample(sample);
    QVERIFY(labels(panel).contains(QStringLiteral("some may be missing")));
    QVERIFY(labels(panel).contains(QStringLiteral("could not be read: 4")));
}

void TestKernelSocketsPanel::emptyAndError()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    panel.show();
    auto sample = sampleOf({});
    panel.setSample(sample);
    QVERIFY(!panel.view().isVisible());
    QVERIFY(labels(panel).contains(QStringLiteral("Start the server or connect the client.")));
    auto* message = panel.findChild<MessageBar*>();
    sample->error = core::SysError{"socket", EPROTONOSUPPORT};
    panel.setSample(sample);
    QVERIFY(message->isVisible());
    QVERIFY(message->sentence().contains(QStringLiteral("EPROTONOSUPPORT")));
    panel.setSample(sample);
    QCOMPARE(message->count(), 1); // not four times a second
    sample->error.reset();
    panel.setSample(sample);
    QVERIFY(!message->isVisible());
}

void TestKernelSocketsPanel::learnsFromTheEvents_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("recorded before the panel was there") << true;
    QTest::newRow("recorded while it shows") << false;
}

void TestKernelSocketsPanel::learnsFromTheEvents()
{
    QFETCH(bool, before);
    EventFeed feed{core::Recording::Limits{}};
    if (before)
        feed.append(listenOn(*core::Address::ip("127.0.0.1", 8080)));
    KernelSocketsPanel panel(feed);
    QSignalSpy asked(&panel, &KernelSocketsPanel::sampleRequested);
    panel.show();
    if (!before)
        feed.append(listenOn(*core::Address::ip("127.0.0.1", 8080)));
    const core::KernelSocket gone = tcpSocket(1, TcpState::TimeWait, 40000, 8080).socket;
    const auto known = [&] {
        return !asked.isEmpty() && asked.last().front().value<core::SampleQuery>().endpoints->contains(gone);
    };
    QTRY_VERIFY(known());
}

void TestKernelSocketsPanel::sortsByHeader()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    panel.resize(1300, 300);
    panel.show();
    panel.setSample(sampleOf({tcpSocket(1, TcpState::Listen, 80, 0), tcpSocket(2, TcpState::TimeWait, 90, 1)}));
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QHeaderView* header = panel.view().horizontalHeader();
    const int column = static_cast<int>(SocketColumn::Local);
    const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(panel.model().socketAt(0)->socket.cookie, 1U);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(panel.model().socketAt(0)->socket.cookie, 2U);
}

void TestKernelSocketsPanel::namesForAll()
{
    EventFeed feed{core::Recording::Limits{}};
    KernelSocketsPanel panel(feed);
    QVERIFY(!panel.accessibleName().isEmpty());
    QVERIFY(!panel.view().accessibleName().isEmpty());
    QVERIFY(panel.findChild<QCheckBox*>()->text().contains(QLatin1Char('&')));
    for (int column = 0; column < panel.model().columnCount(); ++column) {
        QVERIFY(!panel.model().headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!panel.model().headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestKernelSocketsPanel::holder_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::newRow("program") << 0 << QStringLiteral("Port 8080 is held by ncat (pid 4711): 127.0.0.1:8080, LISTEN.");
    QTest::newRow("another user")
        << 1 << QStringLiteral("Port 8080 is held by another user's program (uid 1000): 127.0.0.1:8080, LISTEN.");
    QTest::newRow("itself") << 2 << QStringLiteral("Port 8080 is held by this program: 127.0.0.1:8080, LISTEN.");
    QTest::newRow("nobody") << 3
                            << QStringLiteral("Port 8080 is held by a socket that no program has a descriptor of any "
                                              "more: 127.0.0.1:8080, TIME_WAIT.");
}

void TestKernelSocketsPanel::holder()
{
    QFETCH(int, which);
    core::PortHolder holder;
    holder.socket = tcpSocket(1, which == 3 ? TcpState::TimeWait : TcpState::Listen, 8080, 0).socket;
    holder.isThisProgram = which == 2;
    if (which == 0)
        holder.owner = core::ProcessOwner{4711, "ncat", 0};
    QTEST(
        QString::fromStdString(core::english(core::portHolderSentence(*core::Address::ip("127.0.0.1", 8080), holder))),
        "text");
}

GUI_TEST(TestKernelSocketsPanel)
#include "tst_kernel_sockets_panel.moc"
