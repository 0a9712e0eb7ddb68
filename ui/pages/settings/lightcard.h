// The light client on the settings page: where trust begins, how far it is, who signs, and alarms with their evidence.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ain::ui {

class ErrorBanner;
class FactGrid;
class Fold;
class NoticeCard;
class ProofLamp;
class TextLabel;

class LightCard : public View {
    Q_OBJECT
public:
    explicit LightCard(Context &context, QWidget *parent = nullptr);

    /// Asks for a checkpoint file; the system's dialog if not set.
    using FilePicker = std::function<void(const std::function<void(const QString &)> &chosen)>;
    void setFilePicker(FilePicker picker) { m_picker = std::move(picker); }
    [[nodiscard]] QPushButton *syncButton() const { return m_sync; }
    [[nodiscard]] QPushButton *pinButton() const { return m_pin; }
    [[nodiscard]] NoticeCard *alarm() const { return m_alarm; }
    [[nodiscard]] QString factsText() const;
    [[nodiscard]] QString validatorsText() const;

private:
    void write();
    void writeFacts(const light::LightStatus &status);
    void writeValidators(const light::LightStatus &status);
    void sync();
    void pin();
    void openFolder();

    Context &m_context;
    TextLabel *m_title;
    TextLabel *m_intro;
    ProofLamp *m_lamp;
    NoticeCard *m_alarm;
    QPushButton *m_folder;
    FactGrid *m_facts;
    QPlainTextEdit *m_validators;
    Fold *m_fold;
    TextLabel *m_progress;
    ErrorBanner *m_error;
    QPushButton *m_sync;
    QPushButton *m_pin;
    FilePicker m_picker;
    std::optional<light::ValidatorSet> m_shownSet;
    bool m_isBusy = false;
};

} // namespace ain::ui
