// Variations with other seeds, or an X/Y grid of two settings.
#pragma once

#include "core/recipe/grid.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/sheet.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class Field;
class TextLabel;

class GridSheet : public Sheet {
    Q_OBJECT
public:
    GridSheet(Context &context, StudioPresenter &presenter, QWidget *owner);
    /// Of the draft, or of a picture that is there already.
    void show();
    void show(const StudioPicture &picture);
    enum class Mode { Variations, Grid };
    void setMode(Mode mode);
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    [[nodiscard]] QComboBox *kindBox(int axis) const { return m_kind[axis]; }
    [[nodiscard]] QLineEdit *valuesEdit(int axis) const { return m_values[axis]; }
    [[nodiscard]] QPushButton *drawButton() const { return m_draw; }
    [[nodiscard]] QString words() const;

private:
    void write();
    void follow();
    [[nodiscard]] QList<recipe::GenerationRequest> plan() const;
    StudioPresenter &m_presenter;
    recipe::GenerationRequest m_base;
    QList<qint64> m_parents;
    Mode m_mode = Mode::Variations;
    QPushButton *m_variations;
    QPushButton *m_grid;
    QSpinBox *m_count;
    Field *m_countField;
    QWidget *m_axes;
    QComboBox *m_kind[2];
    QLineEdit *m_values[2];
    Field *m_fields[4];
    TextLabel *m_words;
    QPushButton *m_draw;
};

} // namespace ain::ui
