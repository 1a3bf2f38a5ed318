// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written at the cursor.
#include "core/filter/filter_completion.h"
#include "core/filter/filter_names.h"
#include "tests/support/test_class.h"

#include <QTest>

using core::FilterKey;

class TestFilterCompletion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<QByteArray>("text"); // with | for the cursor
        QTest::addColumn<QByteArray>("replaced");
        QTest::addColumn<std::optional<FilterKey>>("key");
        auto row = [](const char* name, const char* text, const char* replaced,
                      std::optional<FilterKey> key = std::nullopt) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(replaced) << key;
        };
        row("empty", "|", "");
        row("start of a word", "er|", "er");
        row("in a word", "er|no x", "erno");
        row("second word", "a er|", "er");
        row("after a space", "a |", "");
        row("before a word", "|a", "");
        row("after the sign", "errno:|", "", FilterKey::Errno);
        row("after the sign, with spaces", "errno: |", "", FilterKey::Errno);
        row("in a value", "errno:EC|", "EC", FilterKey::Errno);
        row("in the middle of a value", "errno:EC|x y", "ECx", FilterKey::Errno);
        row("after a value", "errno:EC |", "");
        row("second of a list", "call:send,re|", "re", FilterKey::Call);
        row("empty second of a list", "call:send,|", "", FilterKey::Call);
        row("first of a list", "call:se|,recv", "se", FilterKey::Call);
        row("in the key of a term", "er|rno:x", "errno:");
        row("keyword so far", "a or|", "or");
        row("after a keyword", "a or |", "");
        row("in parentheses", "(er|)", "er");
        row("in an open quote", "thread:\"ser|", "\"ser", FilterKey::Thread);
        row("unknown key", "foo:b|", "b");
        row("pattern", "~x|", "x");
    }
    void places()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, replaced);
        QFETCH(std::optional<FilterKey>, key);
        const auto cursor = static_cast<std::size_t>(text.indexOf('|'));
        const std::string written = text.replace('|', "").toStdString();
        const core::FilterPlace place = core::filterPlaceAt(written, cursor);
        QVERIFY(place.begin <= cursor && cursor <= place.end && place.end <= written.size());
        QCOMPARE(QByteArray::fromStdString(written.substr(place.begin, place.end - place.begin)), replaced);
        QVERIFY(place.key == key);
    }

    void keysStartWithTheirSign()
    {
        QCOMPARE(core::filterKeyStart(FilterKey::Errno), std::string("errno:"));
        QCOMPARE(core::filterKeyStart(FilterKey::Took), std::string("took>"));
        QCOMPARE(core::filterKeyStart(FilterKey::Fd), std::string("fd:"));
    }

    void everyNameIsReadBack()
    {
        for (int i = 0; i < static_cast<int>(FilterKey::Count); ++i) {
            const auto key = static_cast<FilterKey>(i);
            for (const core::FilterName& name : core::filterNames(key)) {
                QVERIFY2(!name.name.empty() && name.name != "?", name.name.c_str());
                QVERIFY2(core::filterNameValue(key, name.name) == name.value, name.name.c_str());
            }
            QVERIFY(core::filterKeyInfo(key).help[0] != '\0');
        }
    }
};

GUILESS_TEST(TestFilterCompletion)
#include "tst_filter_completion.moc"
