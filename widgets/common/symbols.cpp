// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/symbols.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <array>

namespace widgets {

namespace {

constexpr std::array kFiles{"start", "stop", "connect", "disconnect", "send", "close"};
static_assert(kFiles.size() == static_cast<std::size_t>(Symbol::Close) + 1, "a Symbol has no file");

QPixmap render(Symbol symbol, QSize pixels, const QColor& ink)
{
    QPixmap pixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(
        QStringLiteral(":/icons/%1.svg").arg(QLatin1String(kFiles[static_cast<std::size_t>(symbol)])));
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    return pixmap;
}

class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(Symbol symbol, Role role) : m_symbol(symbol), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintSymbol(*painter, QRectF(rect), m_symbol, ink(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return render(m_symbol, size, ink(mode));
    }
    QIconEngine* clone() const override { return new SymbolEngine(m_symbol, m_role); }

private:
    QColor ink(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return color(m_role, palette);
    }

    Symbol m_symbol;
    Role m_role;
};

} // namespace

QIcon symbolIcon(Symbol symbol, Role role)
{
    return QIcon(new SymbolEngine(symbol, role));
}

void paintSymbol(QPainter& painter, const QRectF& room, Symbol symbol, const QColor& ink)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    QPixmap pixmap = render(symbol, (room.size() * ratio).toSize(), ink);
    pixmap.setDevicePixelRatio(ratio);
    painter.drawPixmap(room.topLeft(), pixmap);
}

} // namespace widgets
