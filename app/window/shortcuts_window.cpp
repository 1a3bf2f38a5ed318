// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shortcuts_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QShortcut>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <utility>

namespace app {

namespace {

struct ShortcutsWindowText
{
    Q_DECLARE_TR_FUNCTIONS(app::ShortcutsWindowText)
};

/// As it reads in a list: without mnemonic and dots.
QString plainText(QString text)
{
    if (text.endsWith(QStringLiteral("…")))
        text.chop(1);
    return text.remove(QLatin1Char('&'));
}

/// The rows of a table; what stands in an earlier one is left out.
class Rows
{
public:
    void add(const QList<QKeySequence>& keys, const QString& text)
    {
        if (keys.isEmpty() || keys.first().isEmpty() || text.isEmpty())
            return;
        const QString row = QStringLiteral("<tr><td style=\"padding-right:18px\"><code>%1</code></td><td>%2</td></tr>")
                                .arg(QKeySequence::listToString(keys, QKeySequence::NativeText).toHtmlEscaped(),
                                     plainText(text).toHtmlEscaped());
        if (m_told.contains(row))
            return;
        m_told.insert(row);
        m_rows += row;
    }
    void add(const QAction& action) { add(action.shortcuts(), action.text()); }
    void add(const QMenu& menu)
    {
        for (const QAction* action : menu.actions())
            action->menu() ? add(*action->menu()) : add(*action);
    }
    QString take() { return std::exchange(m_rows, {}); }

private:
    QSet<QString> m_told;
    QString m_rows;
};

QString sectionHtml(const QString& title, const QString& rows)
{
    return rows.isEmpty() ? QString()
                          : QStringLiteral("<h3>%1</h3><table cellpadding=\"2\">%2</table>").arg(title, rows);
}

QString shortcutsHtml(const QMainWindow& window)
{
    Rows rows;
    QString html;
    for (const QAction* menu : window.menuBar()->actions()) {
        rows.add(*menu->menu());
        html += sectionHtml(plainText(menu->text()).toHtmlEscaped(), rows.take());
    }
    for (const QAction* action : window.findChildren<QAction*>())
        rows.add(*action);
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->shortcut() != QKeySequence::mnemonic(button->text())) // one that is underlined needs no list
            rows.add({button->shortcut()}, button->accessibleName());
    }
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>())
        rows.add({shortcut->key()}, shortcut->whatsThis());
    return html + sectionHtml(ShortcutsWindowText::tr("Elsewhere").toHtmlEscaped(), rows.take());
}

} // namespace

void showShortcutsWindow(QMainWindow& window)
{
    const QString name = QStringLiteral("shortcuts");
    if (auto* open = window.findChild<QDialog*>(name)) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto* list = new QDialog(&window);
    list->setObjectName(name);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->setWindowTitle(ShortcutsWindowText::tr("Keyboard shortcuts"));
    auto* page = new QTextBrowser;
    page->setAccessibleName(list->windowTitle());
    page->setHtml(shortcutsHtml(window));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, list, &QDialog::close);
    auto* layout = new QVBoxLayout(list);
    layout->addWidget(page, 1);
    layout->addWidget(buttons);
    constexpr QSize kSize(520, 640);
    list->resize(kSize.boundedTo(window.size()));
    list->show();
}

} // namespace app
