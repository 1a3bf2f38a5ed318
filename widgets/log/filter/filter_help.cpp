// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_help.h"

#include "core/filter/filter_completion.h"
#include "core/filter/filter_names.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace widgets {

namespace {

struct Row
{
    const char* code;
    const char* help;
};

struct FilterHelpText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::FilterHelpText)

public:
    static constexpr Row kRules[] = {
        {"connect", QT_TR_NOOP("The word stands in the row; upper and lower case are alike.")},
        {"\"= -1 E\"", QT_TR_NOOP("Text with spaces or signs goes into quotes.")},
        {"side:client errno:any", QT_TR_NOOP("Both must hold; \"and\" may be left out.")},
        {"call:send,recv", QT_TR_NOOP("One of several values.")},
        {"bytes>1000 took>=1.5ms", QT_TR_NOOP("Comparisons: < <= > >= = !=")},
        {"a or b, not a, (a or b) c", QT_TR_NOOP("As in words; || and ! and && as well.")},
        {"~^connect, call~^epoll", QT_TR_NOOP("A regular expression in the row, or in the names of a key.")},
        {"text:\"GET /\", hex:00ff1b", QT_TR_NOOP("Text or bytes in all bytes of the event.")},
    };

    static constexpr Row kKeyboard[] = {
        {"Ctrl+Space", QT_TR_NOOP("shows what may stand at the cursor; Tab takes it.")},
        {"Up, Down", QT_TR_NOOP("go through the filters that were used before.")},
        {"Esc", QT_TR_NOOP("clears the filter.")},
    };
};

QString rowHtml(const QString& code, const QString& help)
{
    return QStringLiteral("<tr><td style=\"padding-right:18px\"><code>%1</code></td><td>%2</td></tr>")
        .arg(code.toHtmlEscaped(), help.toHtmlEscaped());
}

template <std::size_t Size>
QString tableHtml(const Row (&rows)[Size])
{
    QString html;
    for (const Row& row : rows)
        html += rowHtml(QLatin1String(row.code), FilterHelpText::tr(row.help));
    return QStringLiteral("<table cellpadding=\"2\">%1</table>").arg(html);
}

QString keysHtml()
{
    QString html;
    for (int i = 1; i < static_cast<int>(core::FilterKey::Count); ++i) {
        const auto key = static_cast<core::FilterKey>(i);
        html += rowHtml(fromUtf8(core::filterKeyStart(key)), coreText(core::filterKeyInfo(key).help));
    }
    return QStringLiteral("<table cellpadding=\"2\">%1</table>").arg(html);
}

QString heading(const QString& text)
{
    return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped());
}

} // namespace

void showFilterHelp(QWidget* asking)
{
    QWidget* parent = asking->window(); // one page, wherever it is asked for
    const QString name = QStringLiteral("filterHelp");
    if (auto* open = parent->findChild<QDialog*>(name)) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto* window = new QDialog(parent);
    window->setObjectName(name);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(FilterHelpText::tr("How to filter the log"));

    auto* page = new QTextBrowser;
    page->setAccessibleName(window->windowTitle());
    page->setHtml(heading(FilterHelpText::tr("What may be written")) + tableHtml(FilterHelpText::kRules) +
                  heading(FilterHelpText::tr("Keys")) + keysHtml() + heading(FilterHelpText::tr("Keyboard")) +
                  tableHtml(FilterHelpText::kKeyboard));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, window, &QDialog::close);
    auto* layout = new QVBoxLayout(window);
    layout->addWidget(page, 1);
    layout->addWidget(buttons);
    constexpr QSize kSize(680, 720);
    window->resize(kSize.boundedTo(parent->size()));
    window->show();
}

} // namespace widgets
