// A password input. The text leaves it only as SecretBytes, and the widget's own copy is wiped on the way.
#pragma once

#include "core/base/secretbytes.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QLineEdit;
class QPushButton;

namespace ain::ui {

class TextLabel;
class StrengthBar;

/// 0 (very weak) to 4 (very strong): an estimate from length, kinds of characters and repetition. It is a hint,
/// never a gate above "at least 8 characters".
[[nodiscard]] int passwordStrength(QStringView password);

class PasswordField : public View {
    Q_OBJECT
public:
    PasswordField(Theme &theme, bool withMeter, QWidget *parent = nullptr);

    /// UTF-8 of the text; the input is empty and its buffer overwritten afterwards.
    [[nodiscard]] SecretBytes take();
    /// UTF-8 of the text; the input keeps it (to compare, or to keep a draft when a step fails).
    [[nodiscard]] SecretBytes peek() const;
    void wipe();
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int length() const;
    void setPlaceholder(const QString &text);
    void setName(const QString &name);
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void changed();
    void submitted();

private:
    void draw();
    Theme &m_theme;
    QLineEdit *m_edit;
    QPushButton *m_eye;
    StrengthBar *m_bar = nullptr;
    TextLabel *m_words = nullptr;
};

} // namespace ain::ui
