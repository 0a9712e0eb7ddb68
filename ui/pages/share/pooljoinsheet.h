// Joins a pool with an invitation, pasted or from a file.
#pragma once

#include "ui/widgets/sheet.h"

#include <functional>

namespace ain::ui {

class ErrorBanner;
class Field;
class PasswordField;
class TextLabel;

class PoolJoinSheet : public Sheet {
    Q_OBJECT
public:
    /// Asks the user for a file and calls back with its path; tests hand in their own.
    using FilePicker = std::function<void(std::function<void(const QString &)> chosen)>;

    PoolJoinSheet(Context &context, QWidget *owner);

    void setFilePicker(FilePicker picker) { m_pick = std::move(picker); }
    [[nodiscard]] PasswordField *textField() const { return m_text; }
    [[nodiscard]] QPushButton *fileButton() const { return m_file; }
    [[nodiscard]] QPushButton *joinButton() const { return m_join; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }

protected:
    void firstFocus() override;

private:
    void join();
    void joinFile(const QString &path);
    void conclude(const std::optional<Error> &error);
    FilePicker m_pick;
    TextLabel *m_what;
    PasswordField *m_text;
    Field *m_field;
    ErrorBanner *m_error;
    QPushButton *m_file;
    QPushButton *m_join;
};

} // namespace ain::ui
