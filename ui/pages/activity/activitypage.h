// One list of everything that happened; each error with what to do.
#pragma once

#include "ui/pages/common/page.h"

class QPushButton;
class QStackedWidget;

namespace ain::ui {

class ActivityModel;
class ActivityProxy;
class EmptyState;
class ErrorBanner;
class RowList;

class ActivityPage : public Page {
    Q_OBJECT
public:
    explicit ActivityPage(Context &context, QWidget *parent = nullptr);

private:
    void write();
    ActivityModel *m_model;
    ActivityProxy *m_proxy;
    QList<QPushButton *> m_filters;
    QStackedWidget *m_stack;
    RowList *m_list;
    EmptyState *m_empty;
    ErrorBanner *m_error;
};

} // namespace ain::ui
