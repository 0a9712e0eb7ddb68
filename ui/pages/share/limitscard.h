// What the user allows: when, on what, and how far.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

#include <functional>

class QCheckBox;
class QGridLayout;
class QLabel;
class QSpinBox;
class QTimeEdit;
class QVBoxLayout;

namespace ain::ui {

class LimitsCard : public View {
    Q_OBJECT
public:
    explicit LimitsCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] QSpinBox *idleBox() const { return m_idle; }
    [[nodiscard]] QCheckBox *mainsBox() const { return m_mains; }
    [[nodiscard]] QCheckBox *hoursBox() const { return m_hours; }
    [[nodiscard]] QCheckBox *blindBox() const { return m_blind; }
    /// One for each GPU of the last verdict.
    [[nodiscard]] QList<QCheckBox *> gpuBoxes() const { return m_gpuBoxes; }

    void write(const share::Verdict &verdict);

private:
    void change(const std::function<void(share::Settings &)> &edit);
    QSpinBox *addNumber(QGridLayout *grid, int row, QLabel *&label, int least, int most, int step);
    void writeGpus(const share::Verdict &verdict);
    Context &m_context;
    QLabel *m_title;
    QLabel *m_idleLabel = nullptr;
    QLabel *m_hotLabel = nullptr;
    QLabel *m_powerLabel = nullptr;
    QLabel *m_dataLabel = nullptr;
    QLabel *m_keepLabel = nullptr;
    QSpinBox *m_idle = nullptr; ///< seconds
    QSpinBox *m_hot = nullptr; ///< °C
    QSpinBox *m_power = nullptr; ///< W; 0: none
    QSpinBox *m_data = nullptr; ///< MiB a day; 0: any
    QSpinBox *m_keep = nullptr; ///< MiB of VRAM
    QCheckBox *m_fullscreen;
    QCheckBox *m_otherGpu;
    QCheckBox *m_mains;
    QCheckBox *m_unmetered;
    QCheckBox *m_blind;
    QCheckBox *m_hours;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QVBoxLayout *m_gpus;
    QList<QCheckBox *> m_gpuBoxes;
    QStringList m_gpuIds;
    bool m_isWriting = false;
};

} // namespace ain::ui
