// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as a picture: what is in the file, what is left out, and what is said when it cannot be written.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/save_bar.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_export.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/wire_panel.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cerrno>
#include <csignal>
#include <future>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace wire_test;
using widgets::EventFeed;
using widgets::LadderView;
using widgets::MessageBar;
using widgets::PictureExtent;
using widgets::PictureFormat;
using widgets::PictureRequest;
using widgets::SaveBar;
using widgets::WirePanel;

namespace {

struct ExportFixture
{
    explicit ExportFixture(int connections) : feed(core::Recording::Limits{}), view(feed)
    {
        Story story;
        for (int i = 1; i <= connections; ++i)
            tellObserved(story, static_cast<core::ConnectionId>(i));
        feed.append(story.batch());
    }
    PictureRequest request(PictureFormat format) const
    {
        PictureRequest request;
        request.format = format;
        request.palette = QApplication::palette();
        return request;
    }

    EventFeed feed;
    LadderView view;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As the save bar does it on its thread.
core::FileResult<QString> save(const ExportFixture& f, const PictureRequest& request, const QString& path)
{
    const auto picture = widgets::paintPicture(f.view.scene(), request);
    return widgets::pictureJob(picture.value(), path).write({});
}

/// Files may grow to so many bytes only, as on a disk that is full.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t most)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{most, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_before{};
    void (*m_signal)(int);
};

} // namespace

class TestLadderExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

    void svgHoldsText()
    {
        ExportFixture f(1);
        const auto picture = widgets::paintPicture(f.view.scene(), f.request(PictureFormat::Svg));
        QVERIFY(picture);
        QVERIFY(!picture->extent.cut());
        QCOMPARE(picture->extent.end, f.view.ladder().size());

        QXmlStreamReader xml(picture->encode());
        QStringList texts;
        QString title;
        QString description;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("text"))
                texts << xml.readElementText(QXmlStreamReader::IncludeChildElements).simplified();
            else if (xml.name() == QLatin1String("title"))
                title = xml.readElementText();
            else if (xml.name() == QLatin1String("desc"))
                description = xml.readElementText();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(title, QStringLiteral("The wire: all connections"));
        QVERIFY2(description.contains(QStringLiteral("from 0.000000 s to ")), qPrintable(description));
        const QString all = texts.join(QLatin1Char('\n'));
        for (const char* word :
             {"bind(7, 127.0.0.1:8080) = 0", "SYN+ACK", "ESTABLISHED", "FIN_WAIT1", "server", "1.2 s"})
            QVERIFY2(all.contains(QLatin1String(word)), qPrintable(all));

        QSvgRenderer renderer(picture->encode());
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.viewBox().width(), 800);
        QVERIFY(renderer.viewBox().height() > 600);
    }

    void svgEscapesForeignBytes()
    {
        EventFeed feed(core::Recording::Limits{});
        LadderView view(feed);
        Story s;
        s.call(Side::Client, 1, Call::Send, 9, {9, 0}, 9, text("</text>\x1b\x01"));
        feed.append(s.batch());
        PictureRequest request;
        request.width = 1600;
        const auto picture = widgets::paintPicture(view.scene(), request);
        QVERIFY(picture);
        QVERIFY(!picture->encode().contains('\x1b'));
        QVERIFY(QSvgRenderer(picture->encode()).isValid());
    }

    void pngIsSharp()
    {
        ExportFixture f(1);
        f.view.setConnectionFilter(1);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("wire.png"));
        QVERIFY(save(f, f.request(PictureFormat::Png), path));
        const QImage image(path);
        QCOMPARE(image.width(), 1600); // two for one
        QVERIFY(image.height() > 1200);
        QCOMPARE(image.text(QStringLiteral("Title")), QStringLiteral("The wire: connection 1"));
        const QColor card = widgets::color(widgets::Role::Card, QApplication::palette());
        QCOMPARE(image.pixelColor(0, 0), card);
        QCOMPARE(image.pixelColor(image.width() - 1, image.height() - 1), card);
    }

    void leavesOutWhatIsTooMuch_data()
    {
        QTest::addColumn<int>("connections");
        QTest::addColumn<int>("format");
        QTest::addColumn<double>("around"); // part of the wire
        QTest::addColumn<bool>("cut");
        const int svg = static_cast<int>(PictureFormat::Svg);
        const int png = static_cast<int>(PictureFormat::Png);
        QTest::newRow("all of it") << 3 << svg << 1.0 << false;
        QTest::newRow("the newest") << 45 << svg << 1.0 << true;
        QTest::newRow("the oldest") << 45 << svg << 0.0 << true;
        QTest::newRow("the middle") << 45 << svg << 0.5 << true;
        QTest::newRow("nearly the end") << 45 << svg << 0.99 << true;
        QTest::newRow("a PNG, all of it") << 3 << png << 1.0 << false;
        QTest::newRow("a PNG, the newest") << 20 << png << 1.0 << true;
    }
    void leavesOutWhatIsTooMuch()
    {
        QFETCH(int, connections);
        QFETCH(int, format);
        QFETCH(double, around);
        ExportFixture f(connections);
        const widgets::LadderLayout& ladder = f.view.ladder();
        PictureRequest request = f.request(static_cast<PictureFormat>(format));
        const auto wanted = static_cast<std::size_t>(around * static_cast<double>(ladder.size() - 1));
        request.around = around < 1 ? wanted : static_cast<std::size_t>(-1);
        const PictureExtent extent = widgets::pictureExtent(ladder, request);
        QTEST(extent.cut(), "cut");
        QCOMPARE(extent.of, ladder.size());
        QVERIFY(extent.first <= wanted && wanted < extent.end && extent.end <= ladder.size());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("wire"));
        QVERIFY(save(f, request, path));
        const QByteArray bytes = contentOf(path);
        const int height = request.format == PictureFormat::Svg ? QSvgRenderer(bytes).viewBox().height()
                                                                : QImage::fromData(bytes).height() / 2;
        const int most = widgets::mostPictureHeight(request.format);
        QVERIFY2(height <= most, qPrintable(QString::number(height)));
        if (extent.cut())
            QVERIFY2(height > most * 9 / 10, qPrintable(QString::number(height)));
    }

    void nothingToShow()
    {
        ExportFixture f(0);
        const auto picture = widgets::paintPicture(f.view.scene(), f.request(PictureFormat::Svg));
        QVERIFY(!picture);
        QCOMPARE(picture.error(), QStringLiteral("There is nothing on the wire yet."));
    }

    void aFullDiskKeepsTheOldFile()
    {
        ExportFixture f(1);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("wire"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        for (const PictureFormat format : {PictureFormat::Svg, PictureFormat::Png}) {
            const auto saved = [&] {
                const FileSizeLimit limit(1000);
                return save(f, f.request(format), path);
            }();
            QVERIFY(!saved);
            QCOMPARE(saved.error().code, EFBIG);
            QCOMPARE(contentOf(path), QByteArray("old"));
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(QStringLiteral("wire")));
        }
        QVERIFY(save(f, f.request(PictureFormat::Svg), path));
        QVERIFY(contentOf(path).contains("<svg"));
    }

    void notEnoughMemory()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("wire.png"));
        const auto saved = widgets::pictureJob({{}, [] { return QByteArray(); }}, path).write({});
        QVERIFY(!saved);
        QCOMPARE(core::fileErrorText(saved.error()), std::string("There is not enough memory for the picture."));
        QVERIFY(!QFile::exists(path));
    }

    void cannotBeWritten_data()
    {
        QTest::addColumn<QString>("place"); // in a folder of its own
        QTest::newRow("folder is missing") << QStringLiteral("missing/wire.svg");
        QTest::newRow("is a folder") << QStringLiteral(".");
        QTest::newRow("is a pipe") << QStringLiteral("pipe");
        QTest::newRow("is below a file") << QStringLiteral("file/wire.svg");
    }
    void cannotBeWritten()
    {
        QFETCH(QString, place);
        ExportFixture f(1);
        QTemporaryDir folder;
        QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto entries = [&folder] { return QDir(folder.path()).entryList(QDir::AllEntries | QDir::System); };
        const QStringList before = entries();
        const QString path = QDir(folder.path()).absoluteFilePath(place);
        const auto saved = save(f, f.request(PictureFormat::Svg), path);
        QVERIFY(!saved);
        QVERIFY(!saved.error().isInPlace);
        QCOMPARE(entries(), before); // nothing half done is left
    }

    void theWindowDoesNotWaitForTheDisk()
    {
        SaveBar bar;
        QSignalSpy finished(&bar, &SaveBar::finished);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("wire.png"));
        std::promise<void> disk; // as slow as can be
        std::thread::id encodedOn;
        bar.start(widgets::pictureJob({{},
                                       [&, ready = disk.get_future().share()] {
                                           encodedOn = std::this_thread::get_id();
                                           ready.wait();
                                           return QByteArray("picture");
                                       }},
                                      path));
        QVERIFY(bar.isRunning());
        QTest::qWait(20);
        QVERIFY(bar.isRunning());
        QVERIFY(!QFile::exists(path));
        disk.set_value();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(contentOf(path), QByteArray("picture"));
        QVERIFY(encodedOn != std::this_thread::get_id());
    }

    void panelAsksAndTells()
    {
        EventFeed feed(core::Recording::Limits{});
        WirePanel panel(feed);
        panel.resize(640, 420);
        panel.show();
        auto* button = panel.findChild<QPushButton*>(QStringLiteral("export"));
        auto* message = panel.findChild<MessageBar*>();
        QVERIFY(button && message);
        QVERIFY(!button->accessibleName().isEmpty());
        QCOMPARE(button->menu()->actions().size(), 2);
        QTemporaryDir folder;

        const auto choose = [&](int format, const QString& name) {
            button->menu()->actions().at(format)->trigger();
            auto* dialog = panel.findChild<QFileDialog*>();
            QVERIFY(dialog && dialog->isVisible());
            dialog->setDirectory(folder.path());
            dialog->selectFile(name);
            QMetaObject::invokeMethod(dialog, "accept");
            QTRY_VERIFY(!panel.findChild<QFileDialog*>());
        };
        choose(0, QStringLiteral("empty.svg"));
        QVERIFY(message->hasMessage());
        QCOMPARE(message->kind(), MessageBar::Kind::Error);
        QVERIFY(message->help().contains(QStringLiteral("nothing on the wire")));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("empty.svg"))));

        Story s;
        tellObserved(s);
        feed.append(s.batch());
        auto* bar = panel.findChild<SaveBar*>();
        QVERIFY(bar);
        choose(0, QStringLiteral("wire")); // gets its ending
        QVERIFY(!message->hasMessage());
        QTRY_VERIFY(bar->text().startsWith(QStringLiteral("The picture was written to ")));
        QVERIFY(contentOf(folder.filePath(QStringLiteral("wire.svg"))).contains("<svg"));
        choose(1, QStringLiteral("wire"));
        QTRY_VERIFY(!bar->isRunning());
        QVERIFY(button->isEnabled());
        QVERIFY(!QImage(folder.filePath(QStringLiteral("wire.png"))).isNull());

        for (core::ConnectionId id = 2; id < 20; ++id)
            tellObserved(s, id);
        feed.append(s.batch());
        panel.savePictureTo(folder.filePath(QStringLiteral("long.png")), PictureFormat::Png);
        QVERIFY(!button->isEnabled()); // one at a time
        QVERIFY(message->hasMessage());
        QCOMPARE(message->kind(), MessageBar::Kind::Notice);
        const QString rows = QString::number(panel.view()->ladder().size());
        QVERIFY2(message->sentence().contains(rows), qPrintable(message->sentence()));
        QTRY_VERIFY(!bar->isRunning());
        panel.savePictureTo(folder.filePath(QStringLiteral("missing/long.png")), PictureFormat::Png);
        QTRY_VERIFY(!bar->isRunning());
        QCOMPARE(bar->message().kind(), MessageBar::Kind::Error);
        QVERIFY(bar->message().hasMessage());
    }
};

GUI_TEST(TestLadderExport)
#include "tst_ladder_export.moc"
