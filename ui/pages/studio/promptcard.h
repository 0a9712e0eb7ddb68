// The left side of the studio: what shall be drawn, and the one button that draws.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class Fold;
class GrowingEdit;
class PlaceBar;
class SettingsForm;
class StyleBar;
class TextLabel;

class PromptCard : public View {
    Q_OBJECT
public:
    PromptCard(Context &context, StudioPresenter &presenter, QWidget *parent = nullptr);

    [[nodiscard]] GrowingEdit *promptEdit() const { return m_prompt; }
    [[nodiscard]] GrowingEdit *negativeEdit() const { return m_negative; }
    [[nodiscard]] QPushButton *drawButton() const { return m_draw; }
    [[nodiscard]] QPushButton *seedChip() const { return m_seed; }
    [[nodiscard]] QSpinBox *widthBox() const { return m_width; }
    [[nodiscard]] QSpinBox *heightBox() const { return m_height; }
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    [[nodiscard]] QComboBox *ratioBox() const { return m_ratio; }
    [[nodiscard]] Fold *fold() const { return m_fold; }
    [[nodiscard]] SettingsForm *settings() const { return m_settings; }
    [[nodiscard]] StyleBar *styles() const { return m_styles; }
    [[nodiscard]] PlaceBar *place() const { return m_place; }
    [[nodiscard]] QString expectation() const;
    [[nodiscard]] QString unknownWords() const; ///< the line about them; empty: none is shown
    /// Finishes what is being composed, then draws.
    void draw();

Q_SIGNALS:
    void modelsWanted();
    void styleEditorWanted();
    void variationsWanted();

private:
    void write();
    void show(const StudioDraft &draft);
    void expect();
    void expectOthers();
    void tellUnknown(const QString &prompt, const QStringList &words);
    Context &m_context;
    StudioPresenter &m_presenter;
    QLabel *m_title;
    GrowingEdit *m_prompt;
    TextLabel *m_unknown; ///< pieces of the prompt that the model had no words for
    GrowingEdit *m_negative;
    StyleBar *m_styles;
    QComboBox *m_ratio;
    QSpinBox *m_width;
    QSpinBox *m_height;
    QLabel *m_times;
    QLabel *m_countLabel;
    QSpinBox *m_count;
    QPushButton *m_seed;
    QPushButton *m_grid;
    SettingsForm *m_settings;
    Fold *m_fold;
    TextLabel *m_expect;
    PlaceBar *m_place;
    QPushButton *m_help; ///< does what the line above it asks for
    QPushButton *m_draw;
};

} // namespace ain::ui
