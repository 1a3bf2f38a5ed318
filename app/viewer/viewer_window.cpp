// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/viewer_window.h"

#include "app/document/loss_question.h"
#include "app/document/recording_document.h"
#include "app/viewer/recording_view.h"
#include "app/window/appearance.h"
#include "app/window/event_tabs.h"
#include "app/window/help_menu.h"
#include "app/window/remembered_filters.h"
#include "core/file/journal_finder.h"
#include "widgets/common/file_error_text.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/common/save_bar.h"
#include "widgets/log/columns/table_columns.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/packets/packets_panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <utility>

namespace app {

using widgets::MessageBar;

ViewerWindow::ViewerWindow(const QString& path, Origin origin, SettingsStore& settings, Appearance& appearance,
                           QWidget* parent)
    : QMainWindow(parent),
      m_path(path),
      m_origin(origin),
      m_stamp(core::fileStampOf(widgets::nativePath(path))),
      m_settings(settings),
      m_appearance(appearance),
      m_message(new MessageBar),
      m_saveBar(new widgets::SaveBar),
      m_loading(new QWidget),
      m_progress(new QProgressBar),
      m_content(new QVBoxLayout),
      m_fileMenu(menuBar()->addMenu(tr("&File"))),
      m_help(addHelpMenu(*this).menuAction()),
      m_files(*this, settings, *m_message),
      m_isJournal(origin == Origin::Journal)
{
    makeLayout();
    makeFileMenu();
    showTitle();
    connect(&m_files, &WindowFiles::openRequested, this, &ViewerWindow::openRequested);
    connect(&m_loader, &RecordingLoader::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_loader, &RecordingLoader::wasRead, this, &ViewerWindow::onRead);
    connect(&m_loader, &RecordingLoader::failed, this, &ViewerWindow::onFailed);
    connect(&m_loader, &RecordingLoader::handedOver, this, &ViewerWindow::onHandedOver);
    m_loader.start(path,
                   origin == Origin::Journal ? RecordingLoader::Excess::IsLetGo : RecordingLoader::Excess::IsRefused);
}

ViewerWindow::~ViewerWindow() = default;

void ViewerWindow::makeLayout()
{
    auto* text = new widgets::RoleLabel(widgets::Role::Neutral, tr("Opening %1 …").arg(widgets::shownPath(m_path)));
    text->setWordWrap(true);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumSize(220, 10);
    m_progress->setAccessibleName(tr("Progress of the opening"));
    auto* cancel = new QPushButton(tr("Cance&l"));
    cancel->setAccessibleName(tr("Cancel the opening"));
    connect(cancel, &QPushButton::clicked, this, &QWidget::close);
    auto* row = new QHBoxLayout(m_loading);
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(10);
    row->addWidget(text, 1);
    row->addWidget(m_progress, 1);
    row->addWidget(cancel);

    auto* central = new QWidget;
    central->setLayout(m_content);
    m_content->setContentsMargins(10, 8, 10, 10);
    m_content->setSpacing(6);
    m_content->addWidget(m_message);
    m_content->addWidget(m_loading);
    m_content->addWidget(m_saveBar);
    m_content->addStretch(1);
    setCentralWidget(central);
    constexpr QSize kBest(1240, 820);
    constexpr QSize kFrame(40, 80);
    resize(kBest.boundedTo(screen()->availableSize() - kFrame));
}

void ViewerWindow::makeFileMenu()
{
    m_fileMenu->clear();
    m_files.addTo(*m_fileMenu);
    if (m_document) {
        m_fileMenu->addSeparator();
        m_document->addTo(*m_fileMenu);
    }
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), this, &QWidget::close);
    m_fileMenu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), qApp, &QApplication::closeAllWindows);
}

void ViewerWindow::makeViewMenu()
{
    QMenu& menu = *new QMenu(tr("&View"), this);
    menuBar()->insertMenu(m_help, &menu);
    menu.addAction(tr("&Filter the log"), QKeySequence(Qt::CTRL | Qt::Key_L), m_view, [this] {
        m_view->tabs().setCurrentWidget(&m_view->tabs().log());
        m_view->tabs().log().focusFilter();
    });
    menu.addAction(m_view->tabs().followStreamAction());
    m_view->tabs().log().view().columns().fill(*menu.addMenu(tr("Col&umns of the log")));
    menu.addSeparator();
    m_appearance.addTo(menu);
}

void ViewerWindow::makeGoMenu()
{
    auto* menu = new QMenu(tr("&Go"), this);
    menuBar()->insertMenu(m_help, menu);
    m_view->tabs().log().actions().fillGoMenu(*menu);
}

void ViewerWindow::showTitle()
{
    const QString name = m_document && !m_document->path().isEmpty() ? m_document->path() : m_path;
    setWindowTitle(QStringLiteral("[*]%1").arg(
        m_origin == Origin::Journal && (!m_document || m_document->path().isEmpty()) ? tr("Recovered recording")
                                                                                     : widgets::shownFileName(name)));
}

void ViewerWindow::onRead(const core::ReadOutcome& outcome)
{
    m_view = new RecordingView(outcome, m_loader.limits());
    m_view->tabs().log().restoreState(m_settings.load(settings::kLogState));
    shareFilters(m_settings, m_view->tabs().log().filterBar());
    m_content->removeItem(m_content->itemAt(m_content->count() - 1)); // the stretch
    m_content->addWidget(m_view, 1);
    m_document = new RecordingDocument(
        {m_view->feed(), m_view->tabs(), *m_saveBar, m_settings, *this}, [this] { return m_view->facts(); }, m_view);
    m_loader.handOver(m_view->feed());
}

void ViewerWindow::onHandedOver()
{
    m_loading->hide();
    m_view->showBookmarks();
    if (m_origin == Origin::File) {
        m_document->setSavedIn(m_path, m_stamp);
        m_files.recent().add(m_path);
    }
    m_question = new LossQuestion(*m_document, m_settings, *this, m_view);
    connect(m_document, &RecordingDocument::savedIn, this, &ViewerWindow::onSavedIn);
    connect(&m_document->unsaved(), &UnsavedEvents::changed, this, &QWidget::setWindowModified);
    setWindowModified(m_document->unsaved().any());
    m_view->addControl(m_document->makeSaveButton());
    makeFileMenu();
    makeViewMenu();
    makeGoMenu();
    m_view->showBeginning();
    Q_EMIT loaded();
}

void ViewerWindow::onSavedIn(const QString& path)
{
    m_files.recent().add(path);
    showTitle();
    if (QFileInfo(path) != QFileInfo(m_path))
        removeJournal();
}

void ViewerWindow::removeJournal()
{
    if (!std::exchange(m_isJournal, false))
        return;
    if (const auto removed = core::removeJournal(widgets::nativePath(m_path)); !removed) {
        m_hasFailure = true;
        m_message->showMessage(MessageBar::Kind::Error,
                               tr("The journal %1 was not removed.").arg(widgets::shownPath(m_path)),
                               widgets::fileErrorSentence(removed.error()),
                               tr("It is offered again when the program starts next. Delete it then."));
    }
}

void ViewerWindow::onFailed(const core::FileError& error)
{
    m_loading->hide();
    QPushButton* another = m_message->addButton(tr("Open a&nother…"));
    const QString what = tr("%1 was not opened.").arg(widgets::shownPath(m_path));
    const QString why = widgets::fileErrorSentence(error);
    m_message->showMessage(MessageBar::Kind::Error, what, why,
                           tr("The file is as it was. Open another one, or close this window."));
    connect(another, &QPushButton::clicked, &m_files, &WindowFiles::ask);
    // Nothing is in this window: the other one takes its place.
    connect(&m_files, &WindowFiles::openRequested, this, &QWidget::close);
    another->setFocus(Qt::OtherFocusReason);
    Q_EMIT refused(what + QLatin1Char(' ') + why);
}

void ViewerWindow::closeEvent(QCloseEvent* event)
{
    const auto go = [this](LossQuestion::Answer answer) {
        if (answer == LossQuestion::Answer::Discarded)
            removeJournal();
        m_mayClose = true;
        if (!m_hasFailure)
            close();
    };
    if (!m_mayClose && m_question && m_question->asksBefore(LossQuestion::Loss::Close, go))
        return event->ignore();
    QMainWindow::closeEvent(event);
}

} // namespace app

#include "moc_viewer_window.cpp"
