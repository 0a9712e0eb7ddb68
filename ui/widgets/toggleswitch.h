// A large switch: on or off, seen from across the room.
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QVariantAnimation>

namespace ain::ui {

class ToggleSwitch : public QAbstractButton {
    Q_OBJECT
public:
    explicit ToggleSwitch(Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void checkStateSet() override;
    void nextCheckState() override;

private:
    void slide();
    Theme &m_theme;
    QVariantAnimation m_slide; ///< 0 off, 1 on
    double m_at = 0;
};

} // namespace ain::ui
