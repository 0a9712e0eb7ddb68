// The model files: add, check, choose, name the licence, download by address and hash.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class EmptyState;
class ErrorBanner;
class Field;
class Fold;
class ModelFacts;
class ModelListModel;
class ModelWorkView;
class NoticeCard;

class ModelsSheet : public Sheet {
    Q_OBJECT
public:
    ModelsSheet(Context &context, QWidget *owner);
    void add(const QStringList &paths);
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] ModelFacts *facts() const { return m_facts; }
    [[nodiscard]] QLineEdit *addressEdit() const { return m_address; }
    [[nodiscard]] QLineEdit *hashEdit() const { return m_hash; }
    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] QPushButton *downloadButton() const { return m_download; }
    [[nodiscard]] Fold *downloadFold() const { return m_fold; }
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void chosen(const ain::models::Model &model);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void write();
    void follow();
    void download();
    ModelListModel *m_model;
    QPushButton *m_files;
    QPushButton *m_folder;
    QStackedWidget *m_stack;
    QListView *m_list;
    ModelFacts *m_facts;
    EmptyState *m_empty;
    ModelWorkView *m_work;
    NoticeCard *m_note;
    ErrorBanner *m_error;
    QLineEdit *m_address;
    QLineEdit *m_hash;
    QLineEdit *m_name;
    Field *m_fields[3];
    QPushButton *m_download;
    Fold *m_fold;
    QString m_kept;
};

} // namespace ain::ui
