// Frees the nonce lane: replaces a transaction that blocks the others by an empty one with the same nonce.
#pragma once

#include "ui/pages/common/operationsheet.h"

namespace ain::ui {

class ReplaceSheet : public OperationSheet {
    Q_OBJECT
public:
    ReplaceSheet(Context &context, QWidget *owner);
    void setTransaction(const NonceEntry &entry);

protected:
    bool check() override { return !m_entry.txHash.isEmpty(); }
    Task<Preview> prepare() override;
    void clearDraft() override { }
    QString confirmText() const override;
    QString doneText() const override;

private:
    void write();
    NonceEntry m_entry;
    TextLabel *m_text;
};

} // namespace ain::ui
