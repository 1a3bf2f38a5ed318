// SPDX-License-Identifier: GPL-3.0-or-later
// What the filter language reads, how it is printed again, and where it finds mistakes.
#include "core/filter/filter_parser.h"
#include "core/filter/filter_print.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <string>

using core::Comparison;
using core::FilterKey;
using core::FilterNode;
using core::FilterTerm;

namespace {

QByteArray printed(const FilterNode& filter)
{
    return QByteArray::fromStdString(core::printFilter(filter));
}

/// The shape of a tree: "and(a,not(b))".
QByteArray shape(const FilterNode& node)
{
    if (node.kind == FilterNode::Kind::Term)
        return printed(node);
    QByteArray text = node.kind == FilterNode::Kind::Not ? "not(" : node.kind == FilterNode::Kind::And ? "and(" : "or(";
    for (const FilterNode& part : node.parts)
        text += shape(part) + (&part == &node.parts.back() ? "" : ",");
    return text + ')';
}

QByteArray nested(const char* before, std::size_t times, const char* after)
{
    QByteArray text("a");
    for (std::size_t i = 0; i < times; ++i)
        text = before + text + after;
    return text;
}

} // namespace

class TestFilterParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("nothing", "", "and()");
        row("spaces", " \t\n ", "and()");
        row("a word", "connect", "connect");
        row("words stand together", "a b c", "and(a,b,c)");
        row("and may be written", "a and b AND c && d", "and(a,b,c,d)");
        row("or binds weaker", "a b or c d", "or(and(a,b),and(c,d))");
        row("or in all ways", "a or b OR c || d", "or(a,b,c,d)");
        row("not binds stronger", "not a b", "and(not(a),b)");
        row("not in all ways", "not a Not b !c", "and(not(a),not(b),not(c))");
        row("not not", "not !a", "not(not(a))");
        row("parentheses", "a (b or c)", "and(a,or(b,c))");
        row("not of parentheses", "not(a or b)", "not(or(a,b))");
        row("useless parentheses", "((a) ((b c)))", "and(a,b,c)");
        row("parentheses in a word", "bind( (send(7) or x)", "and(bind(,or(send(7),x))");
        row("full-width space", "a\u3000b\u00a0c", "and(a,b,c)");
        row("keyword in quotes", "\"or\"", "\"or\"");
        row("keyword is a part", "order nothing android", "and(order,nothing,android)");
        row("keyword as a value", "thread:or", "thread:\"or\"");
        row("address is a word", "127.0.0.1:8080 ::1 :8080 = 0", "and(127.0.0.1:8080,::1,:8080,=,0)");
        row("minus is no not", "-1", "-1");
        row("quote in a word", "say\"x", "say\"x");
        row("quotes end a term", "\"a b\"c", "and(\"a b\",c)");
        row("not ASCII", "接続 → 8081", "and(接続,→,8081)");
    }
    void shapes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto filter = core::parseFilter(text.toStdString());
        QVERIFY2(filter, filter ? "" : filter.error().message);
        QCOMPARE(shape(*filter), expected);
    }

    void terms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // as it is printed
        auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("side", "side:server", "side:server");
        row("case of key and value", "SIDE=Client", "side:client");
        row("spaces around the sign", "side = server", "side:server");
        row("space after the sign", "errno: ECONNREFUSED", "errno:ECONNREFUSED");
        row("list", "call:send,recv", "call:send,recv");
        row("errno by number", "errno:111", "errno:ECONNREFUSED");
        row("errno alias", "errno:ewouldblock", "errno:EAGAIN");
        row("errno without a name", "errno:4711", "errno:4711");
        row("any errno", "errno:any", "errno:any");
        row("no errno", "errno!=none", "errno!=none");
        row("state as RFC 9293 writes it", "state:syn-sent", "state:SYN_SENT");
        row("from and to", "from:LISTEN to:SYN_RECV", "from:LISTEN to:SYN_RECV");
        row("kinds", "kind:call,note", "kind:call,note");
        row("source", "source:inferred", "source:inferred");
        row("mark", "is:error", "is:error");
        row("connection by number", "conn:12,13", "conn:12,13");
        row("connection by label", "conn:\"54321 → 8080\"", "conn:\"54321 → 8080\"");
        row("label that is a number", "conn:\"8080\"", "conn:\"8080\"");
        row("thread", "thread:\"server I/O\"", "thread:\"server I/O\"");
        row("descriptor", "fd:7", "fd:7");
        row("number", "number>=1000", "number>=1000");
        row("negative result", "result<0", "result<0");
        row("bytes", "bytes>1000", "bytes>1000");
        row("bytes with unit", "bytes<=1.5KiB", "bytes<=1536");
        row("bytes in thousands", "bytes>1kb", "bytes>1000");
        row("bytes exactly", "bytes=1MiB", "bytes:1MiB");
        row("took", "took>1ms", "took>1ms");
        row("took with decimals", "took>0.0015s", "took>1.5ms");
        row("micro signs", "took>41µs took<41μs", "took>41us took<41us");
        row("took in quotes", "took>\"41 us\"", "took>41us");
        row("took nothing", "took:0", "took:0s");
        row("time in seconds", "time<5", "time<5s");
        row("time as it is shown", "time>=1.204410", "time>=1.20441s");
        row("time before the start", "time<-0.5s", "time<-500ms");
        row("minutes", "time>2min", "time>120s");
        row("unlike", "side!=server", "side!=server");
        row("text", "text:\"GET /\\r\\n\"", "text:\"GET /\\r\\n\"");
        row("text without quotes", "text:\\x00GET", "text:\"\\0GET\"");
        row("hex", "hex:00ff1B", "hex:00ff1b");
        row("hex with signs", "hex:\"00 ff:1b\"", "hex:00ff1b");
        row("pattern", "~^connect", "~^connect");
        row("pattern with a space", "~\"= -1 E\\w+\"", "~\"= -1 E\\w+\"");
        row("pattern with parentheses", "~(a|b)c", "~(a|b)c");
        row("pattern with a quote", "~\"a\\\"b\\\\\"", "~\"a\\\"b\\\\\"");
        row("pattern of calls", "call~^epoll", "call~^epoll");
        row("pattern in the bytes", "text~\"\\xff+\"", "text~\\xff+");
        row("word with a quote and a backslash", "\"say \\\"x\\\" \\\\ \\n\"", "\"say \\\"x\\\" \\\\ \\\\n\"");
        row("word that looks like a term", "\"a:b\"", "\"a:b\"");
        row("words that begin with a sign", "\">x\" \"!x\" \"(x\" \"~x\"", "\">x\" \"!x\" \"(x\" \"~x\"");
    }
    void terms()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto filter = core::parseFilter(text.toStdString());
        QVERIFY2(filter, filter ? "" : filter.error().message);
        QCOMPARE(printed(*filter), expected);
        const auto again = core::parseFilter(core::printFilter(*filter));
        QVERIFY(again);
        QVERIFY(*again == *filter);
    }

    void values()
    {
        const auto took = core::parseFilter("took>1.5ms");
        QVERIFY(took->term == (FilterTerm{FilterKey::Took, Comparison::Greater, {1'500'000}, {}}));
        const auto text = core::parseFilter("text!=\"a\\x00\"");
        QVERIFY(text->term == (FilterTerm{FilterKey::Text, Comparison::NotEqual, {}, std::string("a\0", 2)}));
        const auto word = core::parseFilter("\"a \\\"b\\\" \\n\"");
        QVERIFY(word->term == (FilterTerm{FilterKey::Row, Comparison::Equal, {}, "a \"b\" \\n"}));
    }

    void groupsArePrintedWithWhatTheyNeed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("or in and") << QByteArray("a (b or c) not d");
        QTest::newRow("not of a group") << QByteArray("not (a b) or not (c or d)");
        QTest::newRow("deep") << QByteArray("a (b or c (d or not (e f)))");
        QTest::newRow("not not") << QByteArray("not not a");
    }
    void groupsArePrintedWithWhatTheyNeed()
    {
        QFETCH(QByteArray, text);
        const auto filter = core::parseFilter(text.toStdString());
        QVERIFY(filter);
        QCOMPARE(printed(*filter), text);
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QByteArray>("message"); // a part of it
        auto row = [](const char* name, const QByteArray& text, std::size_t position, int length, const char* subject,
                      const char* expected, const char* message) {
            QTest::newRow(name) << text << static_cast<int>(position) << length << QByteArray(subject)
                                << QByteArray(expected) << QByteArray(message);
        };
        row("unknown key", "a foo:bar", 2, 3, "foo", "", "no key");
        row("mistyped key", "erno:EAGAIN", 0, 4, "erno", "errno", "no key");
        row("mistyped call", "a call:send,conect", 12, 6, "conect", "connect", "no call");
        row("mistyped errno", "errno:ECONREFUSED", 6, 11, "ECONREFUSED", "ECONNREFUSED", "no errno");
        row("no such state", "state:zzzzzzzz", 6, 8, "zzzzzzzz",
            "ESTABLISHED, SYN_SENT, SYN_RECV, FIN_WAIT1, FIN_WAIT2, TIME_WAIT, CLOSED, CLOSE_WAIT, LAST_ACK, LISTEN, "
            "CLOSING",
            "no TCP state");
        row("no such call", "call:qqqqqq", 5, 6, "qqqqqq",
            "socket, setsockopt, getsockopt, bind, getsockname, getpeername, listen, accept4, connect, send, recv, "
            "shutdown, …",
            "no call");
        row("no such side", "side:left", 5, 4, "left", "server, client", "no value");
        row("value is missing", "side:", 5, 0, "", "server, client", "value is missing");
        row("value is missing before a parenthesis", "(side:)", 6, 1, ")", "server, client", "value is missing");
        row("value of a list is missing", "fd:7,", 5, 0, "", "7", "value is missing");
        row("no number", "fd:x", 3, 1, "x", "7", "is no number");
        row("number too large", "number:99999999999999999999", 7, 20, "99999999999999999999", "7", "too large");
        row("size too large", "bytes>99999999999GiB", 6, 14, "99999999999GiB", "1000, 64KiB, 1MB", "too large");
        row("no unit of time", "took>5", 5, 1, "5", "41us, 1.5ms, 2s", "unit of time");
        row("unknown unit", "bytes>5x", 6, 2, "5x", "1000, 64KiB, 1MB", "unit of size");
        row("no order", "side<server", 0, 5, "side", "", "no order");
        row("no text", "bytes~x", 0, 6, "bytes", "", "no text");
        row("comparison without key", "a >5", 2, 1, ">", "", "needs a key");
        row("open quote", "a \"b c", 2, 4, "b c", "", "never closed");
        row("open quote of a value", "text:\"b c", 5, 4, "b c", "", "never closed");
        row("quote closed by an escape only", "\"a\\\"", 0, 4, "a\\\"", "", "never closed");
        row("nothing in quotes", "a \"\"", 2, 2, "\"\"", "", "nothing between");
        row("open parenthesis", "a (b or c", 2, 1, "(", ")", "never closed");
        row("closing parenthesis", "a b)", 3, 1, ")", "", "no \"(\"");
        row("only a closing parenthesis", ")", 0, 1, ")", "", "no \"(\"");
        row("empty parentheses", "a ()", 3, 1, ")", "", "missing");
        row("and without an end", "a and ", 5, 0, "", "", "missing");
        row("or without an end", "a or", 4, 0, "", "", "missing");
        row("not without an end", "not", 3, 0, "", "", "missing");
        row("or at the start", "or a", 0, 2, "or", "", "missing");
        row("two operators", "a and or b", 6, 2, "or", "", "missing");
        row("bad expression", "a ~(b", 3, 2, "missing ): (b", "", "regular expression");
        row("bad expression in quotes", "~\"[a\"", 2, 2, "missing ]: [a", "", "regular expression");
        row("bad escape", "text:\"ab\\q\"", 8, 2, "\\q", "", "No such escape");
        row("odd hex", "hex:00f", 6, 1, "f", "", "hex digit");
        row("no hex", "hex:\" \"", 5, 1, " ", "00ff1b", "missing");
        row("no UTF-8", "a \xff\xfe", 2, 2, "\xff\xfe", "", "UTF-8");
        row("too deep", nested("(", core::kMaxFilterDepth + 1, ")"), core::kMaxFilterDepth + 1, 1, "a", "", "too deep");
        row("too many nots", nested("!", 4000, ""), core::kMaxFilterDepth + 1, 1, "!", "", "too deep");
        row("too long", QByteArray(static_cast<int>(core::kMaxFilterLength) + 3, 'a'), core::kMaxFilterLength, 3, "",
            "", "too long");
    }
    void mistakes()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, position);
        QFETCH(int, length);
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, message);
        const auto filter = core::parseFilter(text.toStdString());
        QVERIFY(!filter);
        const core::FilterError& error = filter.error();
        QVERIFY2(QByteArray(error.message).contains(message), error.message);
        QCOMPARE(static_cast<int>(error.position), position);
        QCOMPARE(static_cast<int>(error.length), length);
        QCOMPARE(QByteArray::fromStdString(error.subject), subject);
        QCOMPARE(QByteArray::fromStdString(error.expected), expected);
    }

    void asDeepAndAsLongAsAllowed()
    {
        QVERIFY(core::parseFilter(nested("(", core::kMaxFilterDepth, ")").toStdString()));
        QVERIFY(core::parseFilter(nested("!", core::kMaxFilterDepth, "").toStdString()));
        QVERIFY(core::parseFilter(std::string(core::kMaxFilterLength, 'a')));
    }

    void narrowing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("exclude");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing before") << QByteArray("  ") << false << QByteArray("fd:7");
        QTest::newRow("exclude") << QByteArray("") << true << QByteArray("not fd:7");
        QTest::newRow("after a word, kept as written")
            << QByteArray("SIDE=client and  x") << false << QByteArray("SIDE=client and  x fd:7");
        QTest::newRow("after an or") << QByteArray("a or b") << true << QByteArray("(a or b) not fd:7");
        QTest::newRow("instead of a mistake") << QByteArray("a or") << false << QByteArray("fd:7");
    }
    void narrowing()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, exclude);
        QFETCH(QByteArray, expected);
        const FilterTerm term{FilterKey::Fd, Comparison::Equal, {7}, {}};
        QCOMPARE(QByteArray::fromStdString(core::narrowedFilter(text.toStdString(), term, exclude)), expected);
    }

    void wordsAsTheyStand()
    {
        QVERIFY(core::wordFilter(" \u3000 ") == FilterNode{});
        QCOMPARE(core::wordFilter("  a or\tb ").term.text, std::string("a or\tb"));
    }
};

GUILESS_TEST(TestFilterParser)
#include "tst_filter_parser.moc"
