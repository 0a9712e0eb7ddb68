// What this computer notices: every sensor with what it says now, and every reason not to share.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

namespace ain::ui {

class FactGrid;
class TextLabel;

class SensorCard : public View {
    Q_OBJECT
public:
    explicit SensorCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] QString sensorsText() const;
    [[nodiscard]] QString reasonsText() const;

    void write(const share::Verdict &verdict);

private:
    Context &m_context;
    TextLabel *m_title;
    TextLabel *m_reasons;
    FactGrid *m_facts;
};

} // namespace ain::ui
