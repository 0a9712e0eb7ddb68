// Everything known about one token.
#pragma once

#include "ui/backend/collectionbackend.h"
#include "ui/widgets/sheet.h"

class QPlainTextEdit;

namespace ain::ui {

class AddressLabel;
class ErrorBanner;
class Fold;
class ImageView;
class NoticeCard;
class ProofLamp;
class TextLabel;

class DetailSheet : public Sheet {
    Q_OBJECT
public:
    DetailSheet(Context &context, QWidget *owner);
    void setToken(const Token &token);

Q_SIGNALS:
    void transferWanted(const ain::ui::Token &token);

private:
    void write();
    Token m_token;
    ImageView *m_image;
    QLabel *m_collection;
    TextLabel *m_description;
    QLabel *m_layout;
    QLabel *m_ownerTitle;
    AddressLabel *m_owner;
    ProofLamp *m_lamp;
    NoticeCard *m_warning;
    TextLabel *m_attributes;
    QPlainTextEdit *m_json;
    Fold *m_fold;
    ErrorBanner *m_error;
    QPushButton *m_transfer;
};

} // namespace ain::ui
