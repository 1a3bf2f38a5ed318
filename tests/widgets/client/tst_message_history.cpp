// SPDX-License-Identifier: GPL-3.0-or-later
// Going through earlier messages and back to the draft.
#include "tests/support/test_class.h"
#include "widgets/client/message_history.h"

#include <QTest>

using widgets::MessageDraft;
using widgets::MessageHistory;
using widgets::MessageMode;

class TestMessageHistory final : public QObject
{
    Q_OBJECT
private:
    static MessageDraft text(const char* words) { return {QString::fromLatin1(words), MessageMode::Text}; }

private Q_SLOTS:
    void emptyHasNothing()
    {
        MessageHistory history;
        QVERIFY(!history.older(text("draft")));
        QVERIFY(!history.newer());
    }

    void goesBackAndReturnsToTheDraft()
    {
        MessageHistory history;
        history.add(text("one"));
        history.add({QStringLiteral("00 ff"), MessageMode::Hex});
        QCOMPARE(*history.older(text("draft")), (MessageDraft{QStringLiteral("00 ff"), MessageMode::Hex}));
        QCOMPARE(*history.older(text("00 ff")), text("one"));
        QVERIFY(!history.older(text("one")));
        QCOMPARE(history.newer()->mode, MessageMode::Hex);
        QCOMPARE(*history.newer(), text("draft"));
        QVERIFY(!history.newer());
    }

    void sendingStartsAtTheNewest()
    {
        MessageHistory history;
        history.add(text("one"));
        history.add(text("two"));
        history.older(text(""));
        history.older(text(""));
        history.add(text("three"));
        QCOMPARE(*history.older(text("")), text("three"));
    }

    void keepsRepetitionsOnce()
    {
        MessageHistory history;
        history.add(text("one"));
        history.add(text("two"));
        history.add(text("two"));
        history.add(text(""));
        history.older(text(""));
        QCOMPARE(*history.older(text("")), text("one"));
    }

    void isBoundedInNumber()
    {
        MessageHistory history;
        for (int i = 0; i < 1000; ++i)
            history.add({QString::number(i), MessageMode::Text});
        std::size_t steps = 0;
        while (history.older({}))
            ++steps;
        QCOMPARE(steps, MessageHistory::kMaxEntries);
    }

    void isBoundedInSize()
    {
        MessageHistory history;
        for (int i = 0; i < 20; ++i)
            history.add({QString(MessageHistory::kMaxCharacters / 4, QChar(u'a' + i)), MessageMode::Text});
        int steps = 0;
        while (history.older({}))
            ++steps;
        QCOMPARE(steps, 4);
        history.add({QString(MessageHistory::kMaxCharacters + 1, QLatin1Char('z')), MessageMode::Text});
        QVERIFY(history.older({})); // the newest is kept, however long
    }
};

GUILESS_TEST(TestMessageHistory)
#include "tst_message_history.moc"
