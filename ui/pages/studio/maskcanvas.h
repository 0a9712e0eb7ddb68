// The picture with its mask over it, to paint on: mouse, pen, finger or keys; zoom with wheel, pinch or keys.
#pragma once

#include "ui/pages/studio/masklayer.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace ain::ui {

class MaskCanvas : public QWidget {
    Q_OBJECT
public:
    explicit MaskCanvas(Theme &theme, QWidget *parent = nullptr);

    /// `preview` stands for a picture of `size`; the mask begins empty.
    void setPicture(const QImage &preview, QSize size);
    [[nodiscard]] MaskLayer &layer() { return m_layer; }
    void setBrush(int pixels); ///< diameter, of the picture
    [[nodiscard]] int brush() const { return m_brush; }
    void setErasing(bool isErasing);
    [[nodiscard]] bool isErasing() const { return m_isErasing; }
    void zoomBy(double factor, QPointF around);
    void zoomToFit();
    [[nodiscard]] double zoom() const { return m_zoom; }
    void undo();
    void redo();
    [[nodiscard]] QPointF toPicture(QPointF point) const;
    [[nodiscard]] QPointF fromPicture(QPointF point) const;

Q_SIGNALS:
    void changed(); ///< mask, brush or eraser

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] double scale() const;
    void keepInside();
    void moveCursor(QPointF by);
    Theme &m_theme;
    QImage m_preview;
    QSize m_size;
    MaskLayer m_layer;
    int m_brush = 48;
    bool m_isErasing = false;
    bool m_isPanning = false;
    bool m_isKeyPainting = false;
    double m_zoom = 1;
    QPointF m_offset; ///< of the picture's middle from the widget's, in pixels of the widget
    QPointF m_cursor; ///< in pixels of the picture
    QPointF m_panFrom;
    bool m_showsCursor = false;
};

} // namespace ain::ui
