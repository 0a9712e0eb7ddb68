// The panel behind a lamp: what is proven, by what, and what is not; in words, raw, and as a file to carry away.
#pragma once

#include "ui/pages/common/proofdetails.h"
#include "ui/widgets/sheet.h"

#include <functional>

class QLabel;
class QPlainTextEdit;

namespace ain::ui {

class ErrorBanner;
class FactGrid;
class Fold;
class NoticeCard;
class ProofLamp;
class TextLabel;

class ProofSheet : public Sheet {
    Q_OBJECT
public:
    ProofSheet(Context &context, QWidget *owner);

    void show(const ProofSubject &subject);
    /// Writes it anew if it is this subject that is shown.
    void refresh(const ProofSubject &subject);

    /// Asks where to save; the system's dialog if not set.
    using FilePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setFilePicker(FilePicker picker) { m_picker = std::move(picker); }
    [[nodiscard]] const ProofSubject &subject() const { return m_subject; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *nodeButton() const { return m_node; }
    [[nodiscard]] NoticeCard *verdict() const { return m_verdict; }
    [[nodiscard]] Fold *rawFold() const { return m_fold; }
    [[nodiscard]] QPlainTextEdit *rawText() const { return m_raw; }
    /// Names and words of all facts shown, a line each.
    [[nodiscard]] QString factsText() const;

Q_SIGNALS:
    /// The user wants to choose another node.
    void settingsWanted();

private:
    void write();
    void copy();
    void save();

    ProofSubject m_subject;
    ProofLamp *m_lamp;
    TextLabel *m_value;
    NoticeCard *m_verdict;
    QFrame *m_well;
    FactGrid *m_facts;
    TextLabel *m_limits;
    QPlainTextEdit *m_raw;
    Fold *m_fold;
    TextLabel *m_note;
    ErrorBanner *m_error;
    QPushButton *m_node;
    QPushButton *m_copy;
    QPushButton *m_save;
    FilePicker m_picker;
};

} // namespace ain::ui
