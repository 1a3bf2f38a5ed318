// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/wire_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/count_text.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/wire/connection_list_model.h"
#include "widgets/wire/ladder_export.h"
#include "widgets/wire/ladder_view.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace widgets {

WirePanel::WirePanel(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_connections(new ConnectionListModel(feed, this)),
      m_view(new LadderView(feed, this)),
      m_chooser(new QComboBox(this)),
      m_follow(new QPushButton(this)),
      m_export(new QPushButton(this)),
      m_message(new MessageBar(this)),
      m_saveBar(new SaveBar(this))
{
    auto* card = new Card(tr("The wire — newest at the bottom"), std::nullopt, this);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);

    // Thousands of rows: none is measured for the size of the list.
    auto* list = new QListView(m_chooser);
    list->setUniformItemSizes(true);
    m_chooser->setView(list);
    m_chooser->setModel(m_connections);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(14);
    m_chooser->setAccessibleName(tr("Connection on the wire"));
    m_chooser->setToolTip(tr("Shows one connection, or all of them (Alt+W)."));
    auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_W), this);
    connect(shortcut, &QShortcut::activated, m_chooser, [this] { m_chooser->setFocus(Qt::ShortcutFocusReason); });
    connect(m_chooser, &QComboBox::currentIndexChanged, this,
            [this](int row) { m_view->setConnectionFilter(m_connections->connectionAt(row)); });
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &WirePanel::nameEnds);
    // Queued: a chooser that loses its row chooses another one first.
    connect(m_connections, &ConnectionListModel::endsChanged, this, &WirePanel::nameEnds, Qt::QueuedConnection);
    card->addHeaderWidget(m_chooser);
    makeExportButton();
    card->addHeaderWidget(m_export);

    card->body()->setContentsMargins(0, 0, 0, 0);
    card->body()->setSpacing(0);
    card->body()->addWidget(m_message);
    card->body()->addWidget(m_saveBar);
    card->body()->addWidget(m_view, 1);

    m_follow->setObjectName(QStringLiteral("follow"));
    m_follow->setAutoDefault(false);
    connect(m_follow, &QPushButton::clicked, this, [this] {
        m_view->setFollowing(!m_view->isFollowing());
        if (m_view->isFollowing())
            Q_EMIT followRequested();
    });
    connect(m_view, &LadderView::followingChanged, this, &WirePanel::showFollowing);
    connect(m_view, &LadderView::eventSelected, this, &WirePanel::eventSelected);
    showFollowing(true);
    m_follow->setVisible(feed.isLive());

    auto* legend = new RoleLabel(Role::Muted, tr("filled: kernel · outlined: sampled · dashed: inferred"), this);
    legend->setToolTip(tr("A filled state was reported by the kernel when it changed, an outlined one was read with "
                          "TCP_INFO after a call. A dashed one must lie between two that were read, after RFC 9293."));
    legend->setWordWrap(true);
    legend->setMinimumWidth(0);
    legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(10, 6, 12, 8);
    bar->setSpacing(10);
    bar->addWidget(m_follow);
    bar->addWidget(legend, 1);
    card->body()->addLayout(bar);

    setTabOrder(m_chooser, m_export);
    setTabOrder(m_export, m_message);
    setTabOrder(m_message, m_saveBar);
    setTabOrder(m_saveBar, m_view);
    setTabOrder(m_view, m_follow);
}

void WirePanel::nameEnds()
{
    const auto connection = m_connections->connectionAt(m_chooser->currentIndex());
    m_view->setEnds({m_connections->endText(connection, core::Side::Server),
                     m_connections->endText(connection, core::Side::Client)});
}

void WirePanel::makeExportButton()
{
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setText(tr("E&xport…"));
    m_export->setAccessibleName(tr("Export the wire as a picture"));
    m_export->setToolTip(tr("Saves what the wire shows as an SVG or PNG picture (Alt+X)."));
    m_export->setAutoDefault(false);
    auto* menu = new QMenu(m_export);
    connect(menu->addAction(tr("&SVG picture…")), &QAction::triggered, this,
            [this] { askWhereToSave(PictureFormat::Svg); });
    connect(menu->addAction(tr("&PNG picture…")), &QAction::triggered, this,
            [this] { askWhereToSave(PictureFormat::Png); });
    m_export->setMenu(menu);
    connect(m_saveBar, &SaveBar::runningChanged, m_export, &QPushButton::setDisabled);
}

void WirePanel::askWhereToSave(PictureFormat format)
{
    const bool svg = format == PictureFormat::Svg;
    const QString ending = svg ? QStringLiteral("svg") : QStringLiteral("png");
    auto* dialog = new QFileDialog(this, tr("Export the wire"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(svg ? tr("SVG pictures (*.svg)") : tr("PNG pictures (*.png)"));
    dialog->setDefaultSuffix(ending);
    const std::optional<core::ConnectionId> connection = m_view->ladder().connectionFilter();
    const QString name = connection ? QStringLiteral("wire-%1").arg(*connection) : QStringLiteral("wire");
    dialog->selectFile(name + QLatin1Char('.') + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& path) {
        if (!m_saveBar->isRunning()) // two dialogs may be open
            savePictureTo(path, format);
    });
    dialog->open(); // returns at once
}

void WirePanel::savePictureTo(const QString& path, PictureFormat format)
{
    PictureRequest request;
    request.format = format;
    request.palette = palette();
    request.ends = m_view->ends();
    request.width = m_view->viewport()->width();
    request.zoom = m_view->zoom();
    if (!m_view->isFollowing())
        request.around = m_view->middleItem();
    const auto picture = paintPicture(m_view->scene(), request);
    if (!picture)
        return m_message->showMessage(MessageBar::Kind::Error, tr("The wire was not exported."), picture.error());
    const PictureExtent& extent = picture->extent;
    m_message->clearMessage();
    if (extent.cut())
        m_message->showMessage(MessageBar::Kind::Notice,
                               tr("The picture shows %1 of %2 row(s).", nullptr, pluralOf(extent.of))
                                   .arg(countText(extent.end - extent.first), countText(extent.of)),
                               tr("More would not be readable."),
                               tr("Choose one connection, or pause and scroll to the part that you need."));
    m_saveBar->start(pictureJob(*picture, path));
}

void WirePanel::showFollowing(bool on)
{
    m_follow->setText(on ? tr("Pa&use") : tr("⤓ Fo&llow"));
    m_follow->setAccessibleName(on ? tr("Pause: stay here") : tr("Follow the newest event"));
    m_follow->setToolTip(on ? tr("Stays here while new events arrive below.")
                            : tr("Goes to the newest event and stays with it (End)."));
}

void WirePanel::selectEvent(quint64 number)
{
    m_view->selectEvent(number);
}

void WirePanel::showMoment(const std::optional<Moment>& moment)
{
    m_view->showMoment(moment);
}

void WirePanel::showConnection(core::ConnectionId connection)
{
    m_chooser->setCurrentIndex(m_connections->rowOf(connection));
}

} // namespace widgets

#include "moc_wire_panel.cpp"
