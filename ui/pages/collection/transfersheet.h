// Give a token away.
#pragma once

#include "ui/backend/collectionbackend.h"
#include "ui/pages/common/operationsheet.h"

class QLineEdit;

namespace ain::ui {

class Field;

class TransferSheet : public OperationSheet {
    Q_OBJECT
public:
    TransferSheet(Context &context, QWidget *owner);
    void setToken(const Token &token);

protected:
    bool check() override;
    Task<Preview> prepare() override;
    bool placeError(const Error &error) override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    void write();
    Token m_token;
    TextLabel *m_what;
    QLineEdit *m_to;
    Field *m_toField;
    TextLabel *m_groups;
};

} // namespace ain::ui
