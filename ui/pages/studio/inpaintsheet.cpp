#include "ui/pages/studio/inpaintsheet.h"

#include "ui/pages/studio/maskcanvas.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QSlider>

namespace ain::ui {

using namespace Qt::StringLiterals;

InpaintSheet::InpaintSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_hint(new TextLabel(this, "muted")),
      m_paint(makeButton(this, ButtonKind::Chip)),
      m_erase(makeButton(this, ButtonKind::Chip)),
      m_brush(new QSlider(Qt::Horizontal, this)),
      m_brushLabel(makeLabel(this, "small")),
      m_undo(makeButton(this, ButtonKind::Small)),
      m_redo(makeButton(this, ButtonKind::Small)),
      m_invert(makeButton(this, ButtonKind::Small)),
      m_clear(makeButton(this, ButtonKind::Small)),
      m_zoomOut(makeButton(this, ButtonKind::Small)),
      m_zoomIn(makeButton(this, ButtonKind::Small)),
      m_canvas(new MaskCanvas(context.theme, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_done(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(900);
    body()->addWidget(m_hint);
    auto *tools = new FlowLayout(nullptr, 8);
    m_brush->setRange(4, 400);
    m_brush->setFixedWidth(140);
    for (QWidget *tool : std::initializer_list<QWidget *>{m_paint, m_erase, m_brushLabel, m_brush, m_undo, m_redo,
                                                          m_invert, m_clear, m_zoomOut, m_zoomIn})
        tools->addWidget(tool);
    body()->addLayout(tools);
    m_canvas->setFixedHeight(360);
    body()->addWidget(m_canvas);
    body()->addWidget(m_error);
    m_error->clear();
    footer()->addWidget(m_done);
    connect(m_paint, &QPushButton::clicked, this, [this] { m_canvas->setErasing(false); });
    connect(m_erase, &QPushButton::clicked, this, [this] { m_canvas->setErasing(true); });
    connect(m_brush, &QSlider::valueChanged, m_canvas, &MaskCanvas::setBrush);
    connect(m_undo, &QPushButton::clicked, m_canvas, &MaskCanvas::undo);
    connect(m_redo, &QPushButton::clicked, m_canvas, &MaskCanvas::redo);
    connect(m_invert, &QPushButton::clicked, this, [this] {
        m_canvas->layer().invert();
        m_canvas->update();
        follow();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_canvas->layer().clear();
        m_canvas->update();
        follow();
    });
    const auto middle = [this] { return QPointF(m_canvas->width() / 2.0, m_canvas->height() / 2.0); };
    connect(m_zoomIn, &QPushButton::clicked, this, [this, middle] { m_canvas->zoomBy(1.5, middle()); });
    connect(m_zoomOut, &QPushButton::clicked, this, [this, middle] { m_canvas->zoomBy(1 / 1.5, middle()); });
    connect(m_canvas, &MaskCanvas::changed, this, &InpaintSheet::follow);
    connect(m_done, &QPushButton::clicked, this, &InpaintSheet::finish);
    onLanguage([this] {
        setTitle(tr("What is drawn anew"));
        m_hint->setText(tr("Paint over what shall change; the rest stays. Keys: arrows move, Space begins and ends a "
                           "stroke, [ and ] change the brush, E erases, + and − zoom."));
        m_paint->setText(tr("Brush"));
        m_paint->setAccessibleName(tr("Brush"));
        m_erase->setText(tr("Eraser"));
        m_erase->setAccessibleName(tr("Eraser"));
        m_brushLabel->setText(tr("Size"));
        m_brush->setAccessibleName(tr("Size of the brush in pixels"));
        m_undo->setText(tr("Undo"));
        m_undo->setAccessibleName(tr("Undo the last stroke"));
        m_redo->setText(tr("Redo"));
        m_redo->setAccessibleName(tr("Redo the stroke"));
        m_invert->setText(tr("Invert"));
        m_clear->setText(tr("Clear"));
        m_zoomOut->setText(u"−"_s);
        m_zoomOut->setAccessibleName(tr("Zoom out"));
        m_zoomIn->setText(u"+"_s);
        m_zoomIn->setAccessibleName(tr("Zoom in"));
        m_canvas->setAccessibleName(tr("Picture to paint the mask on"));
        m_done->setText(tr("Use this mask"));
        follow();
    });
}

void InpaintSheet::edit(const QString &sha256, qint64 parent)
{
    m_sha256 = sha256;
    m_parent = parent;
    m_size = {};
    m_error->clear();
    m_canvas->setPicture({}, {});
    m_context.backends.studio.sourceImage(sha256).then(this, [this, sha256](const Result<SourceImage> &source) {
        if (m_sha256 != sha256)
            return;
        if (!source) {
            m_error->show(source.error(), tr("The picture can’t be shown."));
            return;
        }
        m_sha256 = source->sha256;
        m_size = source->size;
        m_canvas->setPicture(source->preview, source->size);
        m_canvas->setFocus();
        follow();
    });
    open();
}

void InpaintSheet::follow()
{
    m_paint->setChecked(!m_canvas->isErasing());
    m_erase->setChecked(m_canvas->isErasing());
    const QSignalBlocker quiet(m_brush);
    m_brush->setValue(m_canvas->brush());
    m_undo->setEnabled(m_canvas->layer().canUndo());
    m_redo->setEnabled(m_canvas->layer().canRedo());
    m_done->setEnabled(!m_size.isEmpty() && m_canvas->layer().canUndo());
}

void InpaintSheet::finish()
{
    if (m_canvas->layer().isEmpty())
        return;
    setBusy(true);
    m_done->setEnabled(false);
    m_context.backends.studio.keepImage(m_canvas->layer().image()).then(this, [this](const Result<QString> &mask) {
        setBusy(false);
        follow();
        if (!mask) {
            m_error->show(mask.error(), tr("The mask could not be kept."));
            return;
        }
        dismiss();
        Q_EMIT masked(m_sha256, *mask, m_size, m_parent);
    });
}

} // namespace ain::ui
