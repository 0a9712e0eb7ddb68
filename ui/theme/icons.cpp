#include "ui/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

QPixmap render(const QByteArray &svg, QSize size, qreal ratio)
{
    QSvgRenderer renderer(svg);
    if (!renderer.isValid())
        return {};
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
    return pixmap;
}

} // namespace

QByteArray Icons::source(const QString &path) const
{
    auto found = m_sources.constFind(path);
    if (found == m_sources.constEnd()) {
        QFile file(path);
        found = m_sources.insert(path, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *found;
}

QPixmap Icons::pixmap(const QString &name, int size, const QColor &colour, qreal ratio) const
{
    const QString key = u"%1/%2/%3/%4"_s.arg(name).arg(size).arg(colour.name(), QString::number(ratio));
    const auto found = m_pixmaps.constFind(key);
    if (found != m_pixmaps.constEnd())
        return *found;
    QByteArray svg = source(u":/ain/icons/%1.svg"_s.arg(name));
    svg.replace("currentColor", colour.name().toLatin1());
    const QPixmap pixmap = render(svg, QSize(size, size), ratio);
    m_pixmaps.insert(key, pixmap);
    return pixmap;
}

QIcon Icons::icon(const QString &name, int size, const QColor &colour) const
{
    QIcon icon;
    icon.addPixmap(pixmap(name, size, colour, 1.0));
    icon.addPixmap(pixmap(name, size, colour, 2.0));
    return icon;
}

QPixmap Icons::picture(const QString &name, QSize size, const QColor &line, const QColor &soft, const QColor &accent,
                       qreal ratio) const
{
    QByteArray svg = source(u":/ain/pictures/%1.svg"_s.arg(name));
    svg.replace("currentColor", line.name().toLatin1());
    svg.replace("#soft", soft.name().toLatin1());
    svg.replace("#accent", accent.name().toLatin1());
    return render(svg, size, ratio);
}

} // namespace ain::ui
