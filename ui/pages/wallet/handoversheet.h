// A request or a signature for the other device: its QR codes, and a file.
#pragma once

#include "ui/widgets/sheet.h"

#include <functional>

namespace ain::ui {

class AnimatedQr;
class ErrorBanner;
class NoticeCard;
class TextLabel;

class HandOverSheet : public Sheet {
    Q_OBJECT
public:
    HandOverSheet(Context &context, QWidget *owner);

    /// Opens with it.
    void show(const OfflineMessage &message);
    [[nodiscard]] AnimatedQr *code() const { return m_code; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    /// In place of the system's dialog, for tests and pictures.
    using FilePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setFilePicker(FilePicker picker) { m_picker = std::move(picker); }

Q_SIGNALS:
    /// The user has what came back.
    void bringWanted();

private:
    void write();
    void save(const QString &path);

    OfflineMessage m_message;
    FilePicker m_picker;
    TextLabel *m_what;
    AnimatedQr *m_code;
    NoticeCard *m_tooLong;
    NoticeCard *m_saved;
    ErrorBanner *m_error;
    QPushButton *m_bring;
    QPushButton *m_save;
};

} // namespace ain::ui
