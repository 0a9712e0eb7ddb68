// The line icons of the program, tinted when drawn. 24-unit drawings with a 1.7 stroke, from resources/icons.
#pragma once

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace ain::ui {

class Icons {
public:
    /// `size` in device-independent pixels. An unknown name gives an empty pixmap.
    [[nodiscard]] QPixmap pixmap(const QString &name, int size, const QColor &colour, qreal ratio) const;
    [[nodiscard]] QIcon icon(const QString &name, int size, const QColor &colour) const;
    /// A picture of an empty state (viewBox 160×120) in `line` and `soft` colours.
    [[nodiscard]] QPixmap picture(const QString &name, QSize size, const QColor &line, const QColor &soft,
                                  const QColor &accent, qreal ratio) const;

private:
    [[nodiscard]] QByteArray source(const QString &path) const;
    mutable QHash<QString, QByteArray> m_sources;
    mutable QHash<QString, QPixmap> m_pixmaps;
};

} // namespace ain::ui
