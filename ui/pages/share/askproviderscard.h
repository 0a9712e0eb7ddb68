// Who offers on chain to draw for pay, and the way to agree with one of them.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class AgreeSheet;
class AskProviderModel;
class EmptyState;
class RowList;
class TextLabel;

class AskProvidersCard : public View {
    Q_OBJECT
public:
    explicit AskProvidersCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] EmptyState *empty() const { return m_empty; }
    [[nodiscard]] QPushButton *agreeButton() const { return m_agree; }
    [[nodiscard]] QPushButton *otherButton() const { return m_other; }
    [[nodiscard]] QPushButton *refreshButton() const { return m_refresh; }
    [[nodiscard]] AgreeSheet *sheet();
    void write();

private:
    void writeChosen();
    void agree();
    Context &m_context;
    TextLabel *m_title;
    QPushButton *m_refresh;
    QPushButton *m_other;
    TextLabel *m_note;
    AskProviderModel *m_model;
    RowList *m_list;
    TextLabel *m_chosenText;
    QPushButton *m_agree;
    EmptyState *m_empty;
    AgreeSheet *m_sheet = nullptr; ///< made when it is first opened
    QString m_chosen; ///< address
};

} // namespace ain::ui
