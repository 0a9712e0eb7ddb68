// The one style of the program: Fusion with our measures, our focus ring, and no motion where the user wants none. What
// a style sheet can say stands in stylesheet.h.
#pragma once

#include <QColor>
#include <QProxyStyle>

namespace ain::ui {

class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void setFocusColor(const QColor &color) { m_focus = color; }
    void setMotionMs(int ms) { m_motionMs = ms; }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;

private:
    QColor m_focus;
    int m_motionMs = 0;
};

} // namespace ain::ui
