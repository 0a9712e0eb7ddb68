// Inputs inside a scrolling form: the wheel scrolls the form and changes a value only where the keyboard is already.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWheelEvent>

namespace ain::ui {

template<typename Input>
class Quiet : public Input {
public:
    explicit Quiet(QWidget *parent = nullptr) : Input(parent) { this->setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (this->hasFocus())
            Input::wheelEvent(event);
        else
            event->ignore();
    }
};

using QuietCombo = Quiet<QComboBox>;
using QuietSpin = Quiet<QSpinBox>;
using QuietDecimal = Quiet<QDoubleSpinBox>;

} // namespace ain::ui
