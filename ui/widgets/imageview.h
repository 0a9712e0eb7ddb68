// An image, scaled to fit; pixel art stays sharp.
#pragma once

#include "ui/theme/theme.h"

#include <QImage>
#include <QWidget>

namespace ain::ui {

class ImageView : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(Theme &theme, QWidget *parent = nullptr);
    void setImage(const QImage &image);
    [[nodiscard]] QSize sizeHint() const override { return {320, 320}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 120}; }

    /// Draws `image` into `box` with round corners; a quiet placeholder when it is null.
    static void paint(QPainter &painter, const Theme &theme, const QImage &image, const QRectF &box, double radius);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme &m_theme;
    QImage m_image;
};

} // namespace ain::ui
