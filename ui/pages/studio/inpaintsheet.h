// Where the mask of a start image is painted.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/widgets/sheet.h"

class QPushButton;
class QSlider;

namespace ain::ui {

class ErrorBanner;
class MaskCanvas;
class TextLabel;

class InpaintSheet : public Sheet {
    Q_OBJECT
public:
    InpaintSheet(Context &context, QWidget *owner);
    /// `parent`: the picture of the gallery it is, or 0.
    void edit(const QString &sha256, qint64 parent);
    [[nodiscard]] MaskCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] QPushButton *doneButton() const { return m_done; }
    [[nodiscard]] QPushButton *undoButton() const { return m_undo; }
    [[nodiscard]] QPushButton *eraseButton() const { return m_erase; }

Q_SIGNALS:
    /// The mask lies in the content store.
    void masked(const QString &initSha256, const QString &maskSha256, QSize size, qint64 parent);

private:
    void follow();
    void finish();
    QString m_sha256;
    QSize m_size;
    qint64 m_parent = 0;
    TextLabel *m_hint;
    QPushButton *m_paint;
    QPushButton *m_erase;
    QSlider *m_brush;
    QLabel *m_brushLabel;
    QPushButton *m_undo;
    QPushButton *m_redo;
    QPushButton *m_invert;
    QPushButton *m_clear;
    QPushButton *m_zoomOut;
    QPushButton *m_zoomIn;
    MaskCanvas *m_canvas;
    ErrorBanner *m_error;
    QPushButton *m_done;
};

} // namespace ain::ui
