// Takes in a request or a signature: a file, or pictures of QR codes from files, the clipboard or dropped.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class ErrorBanner;
class TextLabel;

class PartsReader : public View {
    Q_OBJECT
public:
    explicit PartsReader(Context &context, QWidget *parent = nullptr);

    void clear();
    /// "*.ainreq" and "*.ainsig" as they are, everything else as pictures.
    void addFiles(const QStringList &paths);
    void addImage(const QImage &picture);
    [[nodiscard]] QPushButton *filesButton() const { return m_files; }
    [[nodiscard]] TextLabel *state() const { return m_state; }
    [[nodiscard]] ErrorBanner *error() const { return m_error; }

Q_SIGNALS:
    /// Whole, and of one of the two formats by its name; nothing else is checked yet.
    void ready(const QByteArray &content);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    Task<> take(QStringList paths);
    void takeTexts(const Result<QStringList> &texts);
    void paste();
    void write();

    Context &m_context;
    TextLabel *m_hint;
    QPushButton *m_files;
    QPushButton *m_paste;
    TextLabel *m_state;
    ErrorBanner *m_error;
    int m_count = 0;
    int m_total = 0;
    QList<int> m_missing;
};

} // namespace ain::ui
