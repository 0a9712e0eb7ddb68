// Everything known about one token.
#pragma once

#include "ui/backend/collectionbackend.h"
#include "ui/pages/common/proofdetails.h"
#include "ui/widgets/sheet.h"

class QPlainTextEdit;

namespace ain::ui {

class AddressLabel;
class ErrorBanner;
class Fold;
class ImageView;
class NoticeCard;
class ProofLamp;
class ProofSheet;
class TextLabel;

class DetailSheet : public Sheet {
    Q_OBJECT
public:
    DetailSheet(Context &context, QWidget *owner);
    void setToken(const Token &token);
    [[nodiscard]] ProofSheet *proofSheet() const { return m_proofSheet; }
    [[nodiscard]] ProofLamp *lamp() const { return m_lamp; }
    [[nodiscard]] QString layoutText() const;

Q_SIGNALS:
    void transferWanted(const ain::ui::Token &token);
    /// The user wants to choose another node.
    void settingsWanted();

private:
    void write();
    [[nodiscard]] ProofSubject subject() const;
    Token m_token;
    ImageView *m_image;
    QLabel *m_collection;
    TextLabel *m_description;
    QLabel *m_layout;
    TextLabel *m_rules;
    QLabel *m_ownerTitle;
    AddressLabel *m_owner;
    ProofLamp *m_lamp;
    NoticeCard *m_warning;
    TextLabel *m_attributes;
    QPlainTextEdit *m_json;
    Fold *m_fold;
    ErrorBanner *m_error;
    QPushButton *m_transfer;
    ProofSheet *m_proofSheet;
};

} // namespace ain::ui
