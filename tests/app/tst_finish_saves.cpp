// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written when the program is told to end.
#include "app/window/finish_saves.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

using namespace std::chrono_literals;

class TestFinishSaves : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingToWaitFor()
    {
        const DocumentFixture f;
        QVERIFY(app::finishSaves(0ms));
    }

    void theFileIsWhole()
    {
        DocumentFixture f;
        f.feed.append(f.maker.calls(100'000));
        f.document.setSavedIn(f.path("a.jsonl"));
        f.happens();
        f.document.save();
        QVERIFY(f.bar->isRunning());
        QVERIFY(app::finishSaves());
        QCOMPARE(f.contentOf(f.path("a.jsonl")).count("\"seq\":"), 100'001);
        QVERIFY(!f.document.unsaved().any());
    }

    void aFailureIsOne()
    {
        DocumentFixture f;
        f.document.setSavedIn(f.path("nowhere/a.jsonl"));
        f.happens();
        f.document.save();
        QVERIFY(!app::finishSaves());
    }

    void theTimeIsBounded()
    {
        DocumentFixture f;
        f.write("old.jsonl", "old");
        f.document.setSavedIn(f.path("old.jsonl"));
        f.feed.append(f.maker.calls(400'000));
        f.document.save();
        QVERIFY(!app::finishSaves(0ms));
        QVERIFY(f.bar->isRunning());
    }
};

GUI_TEST(TestFinishSaves)
#include "tst_finish_saves.moc"
