import { PanelPlugin } from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';

const ChecklistPanel = lazy(() => import('./ChecklistPanel').then((module) => ({ default: module.ChecklistPanel })));

export const plugin = new PanelPlugin(() => createElement(Suspense, { fallback: null }, createElement(ChecklistPanel)));
