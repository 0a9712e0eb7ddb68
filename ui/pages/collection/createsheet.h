// Create a collection.
#pragma once

#include "ui/pages/common/operationsheet.h"

class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace ain::ui {

class Field;
class Fold;

class CreateSheet : public OperationSheet {
    Q_OBJECT
public:
    CreateSheet(Context &context, QWidget *owner);

protected:
    bool check() override;
    Task<Preview> prepare() override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    [[nodiscard]] std::optional<qint64> maxSupply(bool &wrong) const;
    QLineEdit *m_name;
    QLineEdit *m_symbol;
    QPlainTextEdit *m_description;
    QLineEdit *m_supply;
    Field *m_nameField;
    Field *m_symbolField;
    Field *m_descriptionField;
    Field *m_supplyField;
    QRadioButton *m_locked;
    QRadioButton *m_compat;
    TextLabel *m_lockedText;
    TextLabel *m_compatText;
    Fold *m_advanced;
};

} // namespace ain::ui
