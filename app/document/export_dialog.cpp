// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/export_dialog.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace app {

using core::FileFormat;

namespace {

template <class Value>
QRadioButton* addChoice(QGroupBox& box, QButtonGroup& group, Value value, const QString& text)
{
    auto* button = new QRadioButton(text, &box);
    box.layout()->addWidget(button);
    group.addButton(button, static_cast<int>(value));
    return button;
}

QGroupBox* makeBox(QVBoxLayout& layout, const QString& title)
{
    auto* box = new QGroupBox(title);
    new QVBoxLayout(box);
    layout.addWidget(box);
    return box;
}

} // namespace

ExportDialog::ExportDialog(const Counts& counts, QWidget* parent)
    : QDialog(parent), m_formats(new QButtonGroup(this)), m_rows(new QButtonGroup(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export events"));
    auto* layout = new QVBoxLayout(this);
    QGroupBox* formats = makeBox(*layout, tr("As"));
    addChoice(*formats, *m_formats, FileFormat::Csv, tr("&CSV, for spreadsheets and scripts"))->setChecked(true);
    addChoice(*formats, *m_formats, FileFormat::Text, tr("Plain &text, as strace prints calls"));
    addChoice(*formats, *m_formats, FileFormat::Markdown, tr("&Markdown, for a bug report"));
    QRadioButton* packets =
        addChoice(*formats, *m_formats, FileFormat::Pcapng,
                  counts.packets > 0 ? tr("Packets as &pcapng, for Wireshark")
                                     : tr("Packets as &pcapng, for Wireshark (none was captured: Observe kernel, F7)"));
    packets->setEnabled(counts.packets > 0);

    const QLocale locale;
    QGroupBox* rows = makeBox(*layout, tr("Which events"));
    addChoice(*rows, *m_rows, ExportRows::All, tr("&All (%1)").arg(locale.toString(counts.all)))->setChecked(true);
    QRadioButton* shown =
        addChoice(*rows, *m_rows, ExportRows::Shown,
                  counts.shown ? tr("Those that the &filter of the log shows (%1)").arg(locale.toString(*counts.shown))
                               : tr("Those that the &filter of the log shows (it is still at work)"));
    shown->setEnabled(counts.shown.has_value());
    QRadioButton* selected = addChoice(*rows, *m_rows, ExportRows::Selected,
                                       tr("The &selected rows of the log (%1)").arg(locale.toString(counts.selected)));
    selected->setEnabled(counts.selected > 0);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* go = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    go->setDefault(true); // only now is it one of the dialog
    layout->setSizeConstraint(QLayout::SetFixedSize);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(choice());
        accept();
    });
}

ExportChoice ExportDialog::choice() const
{
    ExportChoice choice;
    choice.format = static_cast<FileFormat>(m_formats->checkedId());
    choice.rows = static_cast<ExportRows>(m_rows->checkedId());
    return choice;
}

} // namespace app

#include "moc_export_dialog.cpp"
