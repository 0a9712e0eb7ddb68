// What was agreed on with providers, and what each agreement came to.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QLineEdit;
class QPushButton;

namespace ain::ui {

class AddressLabel;
class AskAgreementModel;
class ErrorBanner;
class FactGrid;
class Field;
class RowList;
class TextLabel;

class AskAgreementsCard : public View {
    Q_OBJECT
public:
    explicit AskAgreementsCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] QLineEdit *endpointEdit() const { return m_endpoint; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] Field *endpointField() const { return m_endpointField; }
    [[nodiscard]] ErrorBanner *problem() const { return m_problem; }
    [[nodiscard]] QString facts() const; ///< of the chosen one; empty: none is
    void write();

private:
    [[nodiscard]] QWidget *makeDetail();
    void writeChosen();
    void save();
    Context &m_context;
    TextLabel *m_title;
    TextLabel *m_note;
    AskAgreementModel *m_model;
    RowList *m_list;
    QWidget *m_detail = nullptr;
    AddressLabel *m_provider = nullptr;
    FactGrid *m_facts = nullptr;
    QLineEdit *m_endpoint = nullptr;
    Field *m_endpointField = nullptr;
    QPushButton *m_save = nullptr;
    ErrorBanner *m_problem = nullptr;
    QString m_chosen; ///< id
    QString m_written; ///< id whose address stands in the input
};

} // namespace ain::ui
