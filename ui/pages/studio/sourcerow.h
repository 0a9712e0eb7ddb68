// The picture that is drawn over: which one, how strongly, and the mask on it.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/view.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;

namespace ain::ui {

class ErrorBanner;
class ImageView;
class TextLabel;

class SourceRow : public View {
    Q_OBJECT
public:
    SourceRow(Context &context, StudioPresenter &presenter, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *maskButton() const { return m_mask; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void fileWanted();
    void maskWanted();

private:
    void write();
    void show(const StudioDraft &draft);
    Context &m_context;
    StudioPresenter &m_presenter;
    QLabel *m_title;
    ImageView *m_image;
    TextLabel *m_words;
    QPushButton *m_choose;
    QPushButton *m_mask;
    QPushButton *m_remove;
    QWidget *m_strengthRow;
    QLabel *m_strengthLabel;
    QSlider *m_slider;
    QDoubleSpinBox *m_strength;
    ErrorBanner *m_error;
    QString m_shown;
};

} // namespace ain::ui
