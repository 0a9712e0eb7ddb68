// Behind the fold: everything else that decides a picture.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/view.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class Field;
class LoraList;
class SourceRow;

class SettingsForm : public View {
    Q_OBJECT
public:
    SettingsForm(Context &context, StudioPresenter &presenter, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *samplerBox() const { return m_sampler; }
    [[nodiscard]] QSpinBox *stepsBox() const { return m_steps; }
    [[nodiscard]] QDoubleSpinBox *guidanceBox() const { return m_guidance; }
    [[nodiscard]] QLineEdit *seedEdit() const { return m_seed; }
    [[nodiscard]] QPushButton *diceButton() const { return m_dice; }
    [[nodiscard]] LoraList *loras() const { return m_loras; }
    [[nodiscard]] SourceRow *source() const { return m_source; }

private:
    void write();
    void show(const StudioDraft &draft);
    void fillLists();
    Context &m_context;
    StudioPresenter &m_presenter;
    QComboBox *m_sampler;
    QComboBox *m_scheduler;
    QSpinBox *m_steps;
    QDoubleSpinBox *m_guidance;
    QLineEdit *m_seed;
    QPushButton *m_dice;
    QSpinBox *m_clip;
    QComboBox *m_precision;
    QComboBox *m_vae;
    LoraList *m_loras;
    SourceRow *m_source;
    Field *m_fields[8];
};

} // namespace ain::ui
