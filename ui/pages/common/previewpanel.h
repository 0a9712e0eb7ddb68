// What will happen, before it is signed: sentences, warnings, figures, raw JSON one click away.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QCheckBox;
class QGridLayout;
class QPlainTextEdit;
class QVBoxLayout;

namespace ain::ui {

class Fold;

class PreviewPanel : public View {
    Q_OBJECT
public:
    explicit PreviewPanel(Context &context, QWidget *parent = nullptr);
    void setPreview(const Preview &preview);
    /// False while a warning asks for a yes of its own and has not got it.
    [[nodiscard]] bool hasConsent() const;
    [[nodiscard]] QCheckBox *consentBox() const { return m_consent; }

Q_SIGNALS:
    void consentChanged();

private:
    void write();
    Context &m_context;
    Preview m_preview;
    QVBoxLayout *m_sentences;
    QVBoxLayout *m_warnings;
    QCheckBox *m_consent;
    QGridLayout *m_figures;
    QPlainTextEdit *m_raw;
    Fold *m_fold;
};

} // namespace ain::ui
