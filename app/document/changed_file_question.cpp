// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/changed_file_question.h"

#include "widgets/common/file_path.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace app {

namespace {

struct ChangedFileQuestionText
{
    Q_DECLARE_TR_FUNCTIONS(app::ChangedFileQuestionText)
};

} // namespace

void askAboutChangedFile(QWidget& window, const QString& path, const ChangedFileAnswers& answers)
{
    auto* box = new QMessageBox(&window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(ChangedFileQuestionText::tr("Changed file"));
    box->setText(ChangedFileQuestionText::tr("Replace %1?").arg(widgets::shownPath(path)));
    box->setInformativeText(ChangedFileQuestionText::tr(
        "The file was changed by another window or program since it was last opened or saved here. What it holds "
        "now is lost when it is replaced."));
    const QPushButton* replace = box->addButton(ChangedFileQuestionText::tr("&Replace"), QMessageBox::DestructiveRole);
    QPushButton* saveAs = box->addButton(ChangedFileQuestionText::tr("&Save as…"), QMessageBox::AcceptRole);
    QPushButton* cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(saveAs);
    box->setEscapeButton(cancel);
    QObject::connect(box, &QMessageBox::finished, &window, [box, replace, saveAs, answers] {
        const QAbstractButton* clicked = box->clickedButton();
        if (clicked == replace)
            answers.replace();
        else if (clicked == saveAs)
            answers.saveAs();
        else
            answers.cancel();
    });
    box->open();
}

} // namespace app
