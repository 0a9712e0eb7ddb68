// A mask as the strokes it was painted with: any of them can be taken back. White is drawn anew.
#pragma once

#include <QImage>
#include <QList>
#include <QPointF>
#include <QSize>

namespace ain::ui {

class MaskLayer {
public:
    explicit MaskLayer(QSize size = {});

    /// In pixels of the picture; `radius` > 0.
    void begin(QPointF at, double radius, bool isErasing);
    void extend(QPointF to);
    void end();
    void fill(); ///< everything is drawn anew
    void clear();
    void invert();

    bool undo();
    bool redo();
    [[nodiscard]] bool canUndo() const { return !m_done.isEmpty(); }
    [[nodiscard]] bool canRedo() const { return !m_undone.isEmpty(); }
    [[nodiscard]] bool isEmpty() const; ///< nothing is white
    [[nodiscard]] const QImage &image() const { return m_image; } ///< 8-bit grey

private:
    enum class Kind { Paint, Erase, Fill, Clear, Invert };
    struct Stroke {
        Kind kind = Kind::Paint;
        double radius = 1;
        QList<QPointF> points;
    };
    void apply(const Stroke &stroke);
    void add(Stroke stroke);
    QImage m_image;
    QList<Stroke> m_done;
    QList<Stroke> m_undone;
    bool m_isPainting = false;
};

} // namespace ain::ui
