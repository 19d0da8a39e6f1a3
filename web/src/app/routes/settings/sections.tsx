import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTitle } from '@/lib/use-title'
import css from './settings.module.css'

interface Props {
  title: string
  /** `exact`: its address begins that of the others. */
  sections: { to: string; label: string; exact?: boolean }[]
}

/** A page of several sections, each with an address of its own. */
export function Sections({ title, sections }: Props) {
  useTitle(title)
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // In a hand the sections are a row wider than the screen: where one is must be in sight.
  useEffect(() => {
    const row = nav.current
    const here = row?.querySelector('[aria-current="page"]')?.getBoundingClientRect()
    if (!row || !here) return
    const { left, width } = row.getBoundingClientRect()
    row.scrollLeft += here.left + here.width / 2 - (left + width / 2)
  }, [pathname])
  return (
    <div className={css.page}>
      <p className={css.title}>{title}</p>
      <nav className={css.nav} aria-label={title} ref={nav}>
        {sections.map((section) => (
          <Link
            key={section.to}
            to={section.to}
            className={css.link}
            activeOptions={{ exact: section.exact }}
          >
            {section.label}
          </Link>
        ))}
      </nav>
      <div className={css.body}>
        <Outlet />
      </div>
    </div>
  )
}
