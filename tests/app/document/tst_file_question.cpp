// SPDX-License-Identifier: GPL-3.0-or-later
// The file dialog looks into no file: some let their reader wait for ever.
#include "app/document/file_question.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QFileDialog>
#include <QFileSystemModel>
#include <QTemporaryDir>
#include <QTest>

namespace {

QFileDialog* fileDialog(const QWidget& window)
{
    return window.findChild<QFileDialog*>();
}

} // namespace

class TestFileQuestion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void theTypeComesFromTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::newRow("no ending") << QStringLiteral("kmsg") << QStringLiteral("File");
        QTest::newRow("an ending") << QStringLiteral("echo.jsonl") << QStringLiteral("jsonl file");
    }

    void theTypeComesFromTheName()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, type);
        const QTemporaryDir folder;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("%PDF-1.4\n") > 0); // what looking into it would tell
        file.close();
        app::SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
        settings.save(app::settings::kFilesFolder, folder.path());
        QWidget window;
        app::askForFiles(window, settings, [](const QStringList&) {});
        const auto* model = fileDialog(window)->findChild<QFileSystemModel*>();
        QVERIFY(model);
        constexpr int kType = 2;
        QTRY_COMPARE(model->index(folder.filePath(name), kType).data().toString(), type);
    }
};

GUI_TEST(TestFileQuestion)
#include "tst_file_question.moc"
