// A labelled input whose error stands below it, in words.
#pragma once

#include "ui/widgets/view.h"

#include "core/base/error.h"

#include <optional>

class QLabel;

namespace ain::ui {

class TextLabel;

class Field : public View {
    Q_OBJECT
public:
    /// Takes `input` as its child; `input` gets the label as accessible name.
    explicit Field(QWidget *input, QWidget *parent = nullptr);

    void setLabel(const QString &label);
    /// A quiet line below the input; hidden while an error stands there.
    void setHint(const QString &hint);
    void setError(const Error &error);
    void setErrorText(const QString &text);
    void clearError();
    [[nodiscard]] bool hasError() const;
    [[nodiscard]] QWidget *input() const { return m_input; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();
    QWidget *m_input;
    QLabel *m_label;
    TextLabel *m_hint;
    TextLabel *m_wrong;
    QString m_errorText;
    std::optional<Error> m_error;
};

} // namespace ain::ui
