// LoRAs of the draft with their weights; the order is the order in which they are applied.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace ain::ui {

class LoraList : public View {
    Q_OBJECT
public:
    LoraList(Context &context, StudioPresenter &presenter, QWidget *parent = nullptr);
    [[nodiscard]] QComboBox *addBox() const { return m_add; }

private:
    void rebuild();
    void fillAdd();
    Context &m_context;
    StudioPresenter &m_presenter;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QComboBox *m_add;
    QList<recipe::LoraRef> m_shown;
    QList<QWidget *> m_widgets;
};

} // namespace ain::ui
