// Words in a tinted box: a note, a warning, an error. ErrorBanner is one for an Error, with "copy details".
#pragma once

#include "core/base/error.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

#include <optional>

class QLabel;
class QPushButton;

namespace ain::ui {

class TextLabel;

class NoticeCard : public View {
    Q_OBJECT
public:
    explicit NoticeCard(Theme &theme, Tone tone, QWidget *parent = nullptr);
    void setText(const QString &text);
    void setTone(Tone tone);
    [[nodiscard]] QString text() const;

private:
    void draw();
    Theme &m_theme;
    Tone m_tone;
    QLabel *m_icon;
    TextLabel *m_text;
};

class ErrorBanner : public View {
    Q_OBJECT
public:
    explicit ErrorBanner(Theme &theme, QWidget *parent = nullptr);
    /// `what`: what was being done, as a noun phrase or sentence; may be empty.
    void show(const Error &error, const QString &what = {});
    void clear();
    [[nodiscard]] bool hasError() const { return m_error.has_value(); }
    /// Code, arguments and technical detail: what "copy details" puts on the clipboard.
    [[nodiscard]] QString details() const;

private:
    void write();
    Theme &m_theme;
    QLabel *m_icon;
    TextLabel *m_what;
    TextLabel *m_sentence;
    QPushButton *m_copy;
    std::optional<Error> m_error;
    QString m_context;
};

} // namespace ain::ui
